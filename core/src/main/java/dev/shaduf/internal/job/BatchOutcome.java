// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.listener.SkippedBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a batch ended.
 *
 * @param failure why it failed for good, as the user is shown; {@code null} if it has completed
 * @param skipped the outputs that it completed without
 */
record BatchOutcome(@Nullable Throwable failure, List<SkippedBatch.Output> skipped) {
    static BatchOutcome failed(Throwable failure) {
        return new BatchOutcome(failure, List.of());
    }

    static BatchOutcome completed(List<SkippedBatch.Output> skipped) {
        return new BatchOutcome(null, List.copyOf(skipped));
    }

    boolean skipped(String output) {
        return skipped.stream().anyMatch(one -> one.uid().equals(output));
    }
}
