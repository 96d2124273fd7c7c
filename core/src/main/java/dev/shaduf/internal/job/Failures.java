// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.internal.journal.BatchPlan;
import org.jspecify.annotations.Nullable;

/** Turns what an attempt of a batch threw into what the user is shown: the user's own exception, and where it came from. */
final class Failures {
    private Failures() {}

    /** Returns what a function of the user threw, or the failure itself where no function did. */
    static Throwable thrownByUser(Throwable failure) {
        return failure instanceof OperatorException known ? known.thrown() : failure;
    }

    /** Returns the exception for the user, with the place added to it as a suppressed exception. */
    static Throwable forUser(Throwable failure, BatchPlan plan, int attempt, @Nullable String output) {
        Throwable thrown = thrownByUser(failure);
        thrown.addSuppressed(new BatchFailure(message(failure, plan, attempt, output)));
        return thrown;
    }

    private static String message(Throwable failure, BatchPlan plan, int attempt, @Nullable String output) {
        StringBuilder text = new StringBuilder("batch ")
                .append(plan.id().number())
                .append(" (time ")
                .append(plan.time())
                .append(", id ")
                .append(plan.id())
                .append(") failed in attempt ")
                .append(attempt);
        if (failure instanceof OperatorException operator) {
            text.append(", in ").append(operator.origin());
            operator.partition().ifPresent(partition -> text.append(", partition ").append(partition));
        }
        return text.append(output == null ? "" : ", for output " + output).toString();
    }
}
