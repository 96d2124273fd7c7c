// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.codec.RecordObjectsIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures on their way from an executor to the driver. */
final class Crossing {
    private static final int DEEPEST_CAUSE = 32;
    private static final Pattern MISSING =
            Pattern.compile("java\\.lang\\.(?:ClassNotFoundException|NoClassDefFoundError): ([\\w.$/]+)");

    private Crossing() {}

    /** Makes a failure fit to leave a task: with its partition, and such that it arrives. */
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
    static Exception arrived(String job, Exception failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof OperatorException named) {
                return named;
            }
            cause = cause.getCause();
        }
        return missing(failure)
                .<Exception>map(type -> new IllegalStateException(
                        job + " needs class " + type
                                + ", which executors do not have: spark.jars has to name the jars of"
                                + " the program, of Shaduf and of its connectors; leave it out to have the class path sent,"
                                + " and with spark-submit pass them with --jars",
                        failure))
                .orElse(failure);
    }

    /** Returns the class that a task lacked; Spark brings no more than the text of such a failure. */
    private static Optional<String> missing(Exception failure) {
        Matcher missing = MISSING.matcher(String.valueOf(failure.getMessage()));
        return missing.find() ? Optional.of(missing.group(1).replace('/', '.')) : Optional.empty();
    }

    /** Whether it can be written and read back; Spark drops without a word what it cannot read. */
    private static boolean fits(Throwable thrown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
            out.flush();
            new RecordObjectsIn(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            return true;
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // The caller's declaration is not what is thrown.
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Tells of an exception that cannot travel. */
    static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Told(String message) {
            super(message, null, true, true);
        }

        static Told of(Throwable thrown) {
            Told told = new Told(
                    thrown + " (it cannot be serialized and read back, so only its text came from the executor)");
            told.setStackTrace(thrown.getStackTrace());
            return told;
        }
    }
}
