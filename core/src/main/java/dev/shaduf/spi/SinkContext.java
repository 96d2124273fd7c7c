// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.Clock;
import java.util.UUID;

/**
 * What a {@link SinkSession} may ask for.
 *
 * @param stream the id of the stream, random, the same as long as its checkpoint directory lives
 * @param uid the uid of the output, the same in every run of the program
 * @param epoch grows each time the program takes over its checkpoint directory; a sink refuses a lower one
 * @param clock the clock of the context
 */
public record SinkContext(UUID stream, String uid, long epoch, Clock clock) {}
