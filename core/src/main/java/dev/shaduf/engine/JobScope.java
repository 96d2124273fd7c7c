// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What jobs belong to: one attempt of a batch, or a single action of the user. Shuffles computed within a scope are used
 * again by later jobs of it, and freed by {@link Engine#end}.
 *
 * @param id unique in the JVM
 * @param batch the batch, or {@code null} outside batches
 * @param time the time of the batch, or {@code null} outside batches
 * @param attempt the attempt of the batch in this process, from 1
 * @param replay whether the batch may have been run by an earlier process
 * @param owner the streaming context or engine context, so that owners share an engine fairly
 */
public record JobScope(
        long id, @Nullable BatchId batch, @Nullable Time time, int attempt, boolean replay, String owner)
        implements Serializable {
    private static final AtomicLong NEXT = new AtomicLong();

    /**
     * Makes the scope of an attempt of a batch.
     *
     * @param batch the batch
     * @param time its time
     * @param attempt the attempt, from 1
     * @param owner the streaming context
     * @return the scope
     */
    public static JobScope ofBatch(BatchId batch, Time time, int attempt, String owner) {
        return new JobScope(NEXT.incrementAndGet(), batch, time, attempt, false, owner);
    }

    /** Returns the scope of an attempt of a batch that an earlier process may have run.
     *
     * @return the same scope, as a replay
     */
    public JobScope replayed() {
        return new JobScope(id, batch, time, attempt, true, owner);
    }

    /**
     * Tells whether outputs may have been written before: sinks are asked then.
     *
     * @return whether this is a replay, or an attempt after the first
     */
    public boolean again() {
        return replay || attempt > 1;
    }

    /**
     * Makes a scope for a single action.
     *
     * @param owner the engine context
     * @return the scope
     */
    public static JobScope adHoc(String owner) {
        return new JobScope(NEXT.incrementAndGet(), null, null, 1, false, owner);
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof JobScope scope && scope.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
