// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.PassedOver;
import org.jspecify.annotations.Nullable;

/**
 * A batch that waits for its turn.
 *
 * @param plan the batch
 * @param before times of the gap before it that are run without input first, if any
 * @param submittedMillis when it was planned
 * @param submittedNanos the same on the monotonic clock
 */
record WaitingBatch(BatchPlan plan, @Nullable PassedOver before, long submittedMillis, long submittedNanos) {}
