// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.log.LogDamage;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about earlier runs of a stream.
 *
 * @param program the last program that ran it; {@code null} if none did
 * @param lastTime the time of the last batch planned; the zero time if there was none
 * @param lastCompleted the number of the last batch completed; 0 if there was none
 * @param lastCompletedTime its time; the zero time if there was none
 * @param lastTold the number of a batch: sources have been told of it and of all before
 * @param finished the plans of completed batches that have not been pruned, oldest first
 * @param open the batches in flight: planned and not completed, oldest first
 * @param sources how far each source was planned, by uid
 * @param damages what of the journal cannot be read
 * @param lastWhole the number of the last batch completed before that, of which the states can be made
 * @param lastReadable the number of the last batch whose plan can be read: where sources go on
 */
public record Recovered(
        @Nullable Program program,
        Time lastTime,
        long lastCompleted,
        Time lastCompletedTime,
        long lastTold,
        List<BatchPlan> finished,
        List<OpenBatch> open,
        Map<String, SourceProgress> sources,
        List<LogDamage> damages,
        long lastWhole,
        long lastReadable) {
    /** Nothing: the stream begins. */
    public static final Recovered NOTHING =
            new Recovered(null, new Time(0), 0, new Time(0), 0, List.of(), List.of(), Map.of(), List.of(), 0, 0);

    /** Says which batches may have stood behind the end of the journal. */
    public String behind() {
        return "no batch up to " + lastCompleted
                + " is affected; what was planned or completed of those behind had not been "
                + "promised to anyone, and is planned again, or run again as it was planned";
    }

    /** Tells whether the stream has been run before. */
    public boolean isRestart() {
        return program != null;
    }

    /**
     * A batch in flight.
     *
     * @param plan its plan
     * @param programs the programs that may have run a part of it
     */
    public record OpenBatch(BatchPlan plan, List<Program> programs) {}
}
