// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.PassedOver;
import dev.shaduf.listener.StreamInputInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch that waits for its turn.
 *
 * @param plan the batch
 * @param inputs what each input contributes, for listeners
 * @param before times of the gap before it that are run without input first, if any
 * @param submittedMillis when it was planned
 * @param submittedNanos the same on the monotonic clock
 */
record WaitingBatch(
        BatchPlan plan,
        Map<Integer, StreamInputInfo> inputs,
        @Nullable PassedOver before,
        long submittedMillis,
        long submittedNanos) {}
