// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.journal.BatchPlan;
import java.util.List;

/** Tells inputs that what they had in a batch will not be read again. Safe for use by many threads. */
final class InputCommits {
    private final List<RunningInput> inputs;

    InputCommits(List<RunningInput> inputs) {
        this.inputs = inputs;
    }

    void commit(BatchPlan plan) {
        if (plan.inputs().isEmpty()) {
            return;
        }
        for (RunningInput input : inputs) {
            try {
                input.committed(planned(plan, input));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | LinkageError e) {
                input.reportError("could not be told that batch " + plan.id() + " is completed", e);
            }
        }
    }

    /** Returns what an input has in a batch. */
    static InputPlan planned(BatchPlan plan, RunningInput input) {
        InputPlan planned = plan.inputs().get(input.uid());
        return planned == null ? new InputPlan.Nothing() : planned;
    }
}
