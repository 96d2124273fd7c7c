// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.graph.Layout;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.Map;

/**
 * Times of a gap that are run without input. They are batches with an identity of their own each, but one entry of the
 * journal together.
 *
 * @param first the identity of the batch of the first time; the others follow
 * @param from the first time
 * @param count how many times
 * @param step the batch interval
 * @param layout the partition counts of each of the batches
 */
public record PassedOver(BatchId first, Time from, long count, Duration step, Layout layout) implements Serializable {
    /** Returns one of the batches. */
    public BatchPlan plan(long index) {
        return new BatchPlan(id(index), time(index), Map.of(), layout);
    }

    /** Returns the identity of one of the batches. */
    public BatchId id(long index) {
        return new BatchId(first.stream(), first.number() + index);
    }

    /** Returns the time of one of the batches. */
    public Time time(long index) {
        return from.plus(step.times(index));
    }
}
