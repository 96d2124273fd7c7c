// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what an engine throws into what the user gets to see: the own exception of the function, with a note. */
public final class UserFailure {
    /** A function may throw the same exception object again and again; its notes must not pile up. */
    private static final int MOST_NOTES = 8;

    private UserFailure() {}

    /** Returns what the user's function threw, with a suppressed exception that says operator, line and partition. */
    public static Throwable of(OperatorException failure) {
        return of(failure, "");
    }

    /**
     * Returns what the user's function threw, with a suppressed exception that says operator, line, partition and more.
     *
     * @param where more to say, such as {@code batch 42}; empty for nothing
     */
    public static Throwable of(OperatorException failure, String where) {
        Throwable thrown = failure.thrown();
        String partition = failure.partition().isPresent()
                ? ", partition " + failure.partition().getAsInt()
                : "";
        String text = "in " + failure.origin() + partition + (where.isEmpty() ? "" : ", " + where);
        List<String> notes = Arrays.stream(thrown.getSuppressed())
                .filter(Note.class::isInstance)
                .map(Throwable::getMessage)
                .toList();
        Note note = new Note(failure.origin(), text);
        if (!notes.contains(text) && notes.size() < MOST_NOTES) {
            thrown.addSuppressed(note);
        }
        return thrown.getSuppressed().length == 0 ? remade(thrown, note) : thrown;
    }

    /** Returns the operators that a failure names: the one whose function threw, and those inside an action that it called. */
    public static Set<Origin> operators(Throwable failure) {
        Set<Origin> operators = new HashSet<>();
        Throwable thrown = failure;
        if (failure instanceof OperatorException operator) {
            operators.add(operator.origin());
            thrown = operator.thrown();
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed instanceof Note note) {
                operators.add(note.operator);
            }
        }
        return operators;
    }

    /**
     * The JVM has no room for notes in stack overflows and in what hot code throws by itself, for which it takes an exception
     * made beforehand, without a message and a stack. Another one of the same class says at least the operator, and has the note.
     */
    private static Throwable remade(Throwable thrown, Note note) {
        Throwable noted = alike(thrown, note.toString());
        if (noted != thrown) {
            noted.initCause(thrown);
            noted.addSuppressed(note);
        }
        return noted;
    }

    private static Throwable alike(Throwable thrown, String text) {
        return switch (thrown.getClass().getName()) {
            case "java.lang.StackOverflowError" -> new StackOverflowError(text);
            case "java.lang.NullPointerException" -> new NullPointerException(text);
            case "java.lang.ClassCastException" -> new ClassCastException(text);
            case "java.lang.ArithmeticException" -> new ArithmeticException(text);
            case "java.lang.ArrayIndexOutOfBoundsException" -> new ArrayIndexOutOfBoundsException(text);
            case "java.lang.ArrayStoreException" -> new ArrayStoreException(text);
            default -> thrown;
        };
    }

    /**
     * Throws what a user gets to see of a failure, checked or not.
     *
     * @return never; for {@code throw UserFailure.rethrow(e)}
     */
    public static RuntimeException rethrow(Throwable failure) {
        if (failure instanceof OperatorException operator) {
            throw sneaky(of(operator));
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        throw sneaky(failure);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Where a user's function failed; its stack says who asked for the work. */
    private static final class Note extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Origin operator;

        Note(Origin operator, String where) {
            super(where);
            this.operator = operator;
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
