// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;

/**
 * The batch that a sink writes. Marks, tokens and hidden names are made of the id, never of the time.
 *
 * @param id the identity of the batch
 * @param time the time of the batch, for names that people read
 */
public record SinkBatch(BatchId id, Time time) implements Serializable {}
