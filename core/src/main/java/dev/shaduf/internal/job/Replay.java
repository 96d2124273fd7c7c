// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.journal.BatchPlan;
import java.util.Set;

/**
 * A batch to run, and what an earlier run may have done of it.
 *
 * @param plan its plan
 * @param isReplay whether an earlier run may have run it
 * @param skip the uids of outputs that take the batch as written
 */
record Replay(BatchPlan plan, boolean isReplay, Set<String> skip) {
    /** Returns a batch that was planned in this run. */
    static Replay none(BatchPlan plan) {
        return new Replay(plan, false, Set.of());
    }
}
