// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.internal.graph.Layout;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What stands in a journal on disk. */
sealed interface JournalRecord
        permits Program,
                JournalRecord.Planned,
                JournalRecord.PlannedEmpty,
                JournalRecord.Changes,
                JournalRecord.Completed,
                JournalRecord.Failed,
                JournalRecord.Skipped,
                JournalRecord.Settled,
                JournalRecord.Accepted,
                JournalRecord.Sources,
                JournalRecord.Base,
                JournalRecord.Snapshot {
    /**
     * A batch was planned.
     *
     * @param plan the plan
     */
    record Planned(BatchPlan plan) implements JournalRecord {}

    /**
     * Times of a gap are run without input.
     *
     * @param number the number of the batch of the first time
     * @param from the first time
     * @param count how many times
     * @param step the batch interval
     * @param layout the partition counts of all of them
     */
    record PlannedEmpty(long number, Time from, long count, Duration step, Layout layout) implements JournalRecord {}

    /**
     * A part of what a batch changed in states; means nothing unless the batch is completed.
     *
     * @param number the number of the batch
     * @param chunk the place of the part among those of the batch, from 0; at 0 all of the batch before it is void
     * @param content as the engine wrote it
     */
    record Changes(long number, int chunk, ByteBuffer content) implements JournalRecord {}

    /**
     * A batch was completed.
     *
     * @param number its number
     * @param time its time
     * @param chunks the number of parts of its changes
     * @param told the number of the last batch of which sources had been told by then
     */
    record Completed(long number, Time time, int chunks, long told) implements JournalRecord {}

    /**
     * A batch failed after its last attempt, and the program stopped.
     *
     * @param number its number
     * @param error what failed
     */
    record Failed(long number, String error) implements JournalRecord {}

    /**
     * A batch completes without what failed of it; means nothing unless the batch is completed.
     *
     * @param skip what failed
     */
    record Skipped(Skip skip) implements JournalRecord {}

    /**
     * Outputs have been given the inputs of a skipped batch, or never will be.
     *
     * @param number the number of the batch
     * @param outputs their uids
     */
    record Settled(long number, List<String> outputs) implements JournalRecord {}

    /**
     * The program goes on although a part of the journal before this cannot be read.
     *
     * @param whole the last batch before the damage: the states are as of it
     * @param completed the last batch completed: what those after {@code whole} changed in the states is void
     * @param planned a number that no batch before has had
     */
    record Accepted(long whole, long completed, long planned) implements JournalRecord {}

    /**
     * How far sources have been planned, with their memories.
     *
     * @param sources the sources
     */
    record Sources(List<SourceProgress> sources) implements JournalRecord {}

    /**
     * Where the journal may begin: all that is known after a batch was completed, but for the states, whose snapshot as of
     * that batch follows later. Repeats what stands before it, so that that can be deleted.
     *
     * @param number the number of the batch
     * @param time its time
     * @param lastPlanned the number of the last batch planned
     * @param lastTime its time
     * @param program the program
     * @param plans the plans that are needed still, oldest first
     * @param sources how far each source has been planned
     * @param snapshots the whole snapshots before this one that are kept
     * @param skips the batches that were skipped and not settled
     * @param dropped the states that were dropped, by uid, each with the last batch whose changes are void
     */
    record Base(
            long number,
            Time time,
            long lastPlanned,
            Time lastTime,
            Program program,
            List<BatchPlan> plans,
            List<SourceProgress> sources,
            List<Snapshot> snapshots,
            List<Skip> skips,
            Map<String, Long> dropped)
            implements JournalRecord {}

    /**
     * The tables as of a batch are whole on disk.
     *
     * @param number the number of the batch
     * @param time its time
     * @param address where the {@link Base} of this snapshot stands
     * @param segments its partitions
     */
    record Snapshot(long number, Time time, long address, List<StateSegment> segments) implements JournalRecord {
        /** Returns the bytes of all partitions. */
        long bytes() {
            return segments.stream().mapToLong(StateSegment::bytes).sum();
        }
    }
}
