// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.internal.graph.OutputJob;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.rdd.UserFailure;
import org.jspecify.annotations.Nullable;

/** Turns what an attempt of a batch threw into what the user is shown: the user's own exception, and where it came from. */
final class Failures {
    private Failures() {}

    /** Returns what a function of the user threw, or the failure itself where no function did. */
    static Throwable thrownByUser(Throwable failure) {
        return failure instanceof OperatorException known ? known.thrown() : failure;
    }

    /** Returns the exception for the user, with a suppressed one that says where it happened. */
    static Throwable forUser(Throwable failure, BatchPlan plan, int attempt, @Nullable OutputJob output) {
        String where = "batch " + plan.id().number() + " (time " + plan.time() + ", id " + plan.id() + "), attempt "
                + attempt + (output == null ? "" : ", for output " + output.id() + " (" + output.origin() + ")");
        if (failure instanceof OperatorException operator) {
            return UserFailure.of(operator, where);
        }
        failure.addSuppressed(new BatchFailure("in " + where));
        return failure;
    }
}
