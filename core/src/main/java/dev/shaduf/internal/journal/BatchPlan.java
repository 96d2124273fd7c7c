// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.Layout;
import dev.shaduf.internal.graph.SkippedInput;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Everything that defines a batch. Run again, it reads the same records into the same partitions.
 *
 * @param id its identity
 * @param time its time
 * @param inputs what each input contributes, by uid; an input that is left out contributes nothing
 * @param layout its partition counts
 * @param replays inputs of skipped batches that some outputs are given besides
 */
public record BatchPlan(BatchId id, Time time, Map<String, InputPlan> inputs, Layout layout, List<SkippedInput> replays)
        implements Serializable {
    /** Makes a plan without replays. */
    public BatchPlan(BatchId id, Time time, Map<String, InputPlan> inputs, Layout layout) {
        this(id, time, inputs, layout, List.of());
    }

    /** Returns the records of all inputs together, as far as they are known. */
    public long records() {
        long sum = 0;
        for (InputPlan input : inputs.values()) {
            sum += Math.max(0, input.records());
        }
        return sum;
    }
}
