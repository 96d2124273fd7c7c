// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers what was planned and what was completed. A plan is durable when {@link #planned} returns; the completion of a
 * batch is durable when the journal says so, because it may ride with the next plan. Safe for use by many threads.
 */
public interface Journal extends AutoCloseable {
    /** Returns the identity of the stream, made when the journal is first used. */
    UUID stream();

    /** Returns the number of the last batch planned; 0 if there was none. */
    long lastNumber();

    /** Writes a plan down, before anything of it runs. */
    void planned(BatchPlan plan) throws Exception;

    /** Writes down that times of a gap are run without input, before anything of them runs. */
    void planned(PassedOver times) throws Exception;

    /**
     * Writes down that a batch has completed.
     *
     * @param durable run once that cannot be forgotten any more; only then may sources hear of it
     */
    void completed(BatchId id, Runnable durable) throws Exception;

    /** Writes down that a batch has failed after its last attempt. */
    void failed(BatchId id, Throwable error) throws Exception;

    /** Writes down what failed of a batch that completes all the same; durable with its completion. */
    void skipped(Skip skip) throws Exception;

    /** Writes down that outputs have been given the inputs of a skipped batch, or that they never will be. */
    void settled(BatchId skipped, Set<String> outputs) throws IOException;

    /** Lists what has been skipped and not settled, oldest first. */
    List<Skip> skips();

    /** Lists the plans that have not been pruned, oldest first. */
    List<BatchPlan> plans();

    /** Returns how many plans have not been pruned. */
    int size();

    /** Returns the oldest time that something may still read: the only licence to throw anything away. */
    Time horizon();

    /**
     * Moves the horizon forward.
     *
     * @return the plans of completed batches that lie before it and have been thrown away
     */
    List<BatchPlan> prune(Time horizon);

    @Override
    void close();
}
