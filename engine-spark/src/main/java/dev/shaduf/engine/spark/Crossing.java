// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.OperatorException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Failures on their way from an executor to the driver. */
final class Crossing {
    private static final int DEEPEST_CAUSE = 32;

    private Crossing() {}

    /** Makes a failure fit to leave a task: with its partition, and such that it can be serialized. */
    static RuntimeException leave(Throwable thrown, int partition) {
        if (thrown instanceof OperatorException named) {
            named.inPartition(partition);
            if (!fits(named)) {
                OperatorException told = new OperatorException(named.origin(), Told.of(named.thrown()));
                told.inPartition(named.partition().orElse(partition));
                throw told;
            }
        }
        throw Crossing.<RuntimeException>sneaky(thrown);
    }

    /** Returns what a job failed with, as its engine has to throw it. */
    static Exception arrived(Exception failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof OperatorException named) {
                return named;
            }
            cause = cause.getCause();
        }
        return failure;
    }

    private static boolean fits(Throwable thrown) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(thrown);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // The caller's declaration is not what is thrown.
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Tells of an exception that cannot be serialized. */
    static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Told(String message) {
            super(message, null, true, true);
        }

        static Told of(Throwable thrown) {
            Told told = new Told(thrown + " (it cannot be serialized, so only its text came from the executor)");
            told.setStackTrace(thrown.getStackTrace());
            return told;
        }
    }
}
