// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.Position;
import java.util.Optional;

/**
 * A record that a receiver has stored.
 *
 * @param record the record
 * @param position its position, if the receiver gave one
 * @param acknowledged whether it was stored with a token to be acknowledged
 * @param <T> the type of the record
 */
public record StoredRecord<T>(T record, Optional<Position> position, boolean acknowledged) {}
