// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Judges what tasks throw. */
final class Failures {
    private static final int DEEPEST_CAUSE = 32;
    private static final int MOST_SUPPRESSED = 8;

    private Failures() {}

    /** Tells whether something was thrown because its thread had been interrupted. */
    static boolean interruption(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Tells whether another attempt of the same task may go better. */
    static boolean worthAnotherAttempt(Throwable thrown) {
        return !interruption(thrown)
                && (!(thrown instanceof VirtualMachineError) || thrown instanceof StackOverflowError);
    }

    /** Notes a further failure on the first one. */
    static void suppress(Throwable first, Throwable further) {
        if (first != further && first.getSuppressed().length < MOST_SUPPRESSED) {
            first.addSuppressed(further);
        }
    }

    /** Throws a failure as what it is. */
    static RuntimeException raise(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }
}
