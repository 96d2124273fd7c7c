// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.Serializable;

/**
 * Times of a gap that are run without input. They are batches with an identity of their own each, but one entry of the
 * journal together.
 *
 * @param first the identity of the batch of the first time; the others follow
 * @param from the first time
 * @param count how many times
 * @param step the batch interval
 */
public record PassedOver(BatchId first, Time from, long count, Duration step) implements Serializable {
    /** Returns the identity of one of the batches. */
    public BatchId id(long index) {
        return new BatchId(first.stream(), first.number() + index);
    }

    /** Returns the time of one of the batches. */
    public Time time(long index) {
        return from.plus(step.times(index));
    }
}
