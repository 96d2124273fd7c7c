// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.listener.SkippedBatch;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What failed of a batch, and the plan to replay it by.
 *
 * @param plan the plan of the batch
 * @param batch what failed
 */
public record Skip(BatchPlan plan, SkippedBatch batch) implements Serializable {
    /** Tells whether an output can be given the inputs again. */
    public boolean isReplayable() {
        return batch.outputs().stream().anyMatch(SkippedBatch.Output::replayable);
    }

    /** Returns what is left when some outputs have been replayed; {@code null} for nothing. */
    @Nullable
    Skip without(Set<String> replayed) {
        List<SkippedBatch.Output> left = batch.outputs().stream()
                .filter(output -> !replayed.contains(output.uid()))
                .toList();
        return left.isEmpty()
                ? null
                : new Skip(plan, new SkippedBatch(batch.id(), batch.time(), batch.inputs(), left, batch.states()));
    }
}
