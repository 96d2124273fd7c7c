// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Carries what a user's function threw, with the operator it belongs to, from a step to the scheduler, which hands the
 * cause to the user.
 */
public final class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Origin origin;
    private int partition = -1;

    /**
     * Creates the exception.
     *
     * @param origin the operator
     * @param cause what the function threw
     */
    public OperatorException(Origin origin, Throwable cause) {
        super(origin + " failed: " + cause, cause);
        this.origin = origin;
    }

    /**
     * Returns the operator.
     *
     * @return the operator whose function threw
     */
    public Origin origin() {
        return origin;
    }

    /**
     * Returns what the function threw.
     *
     * @return the cause, never {@code null}
     */
    public Throwable thrown() {
        return Objects.requireNonNull(getCause());
    }

    /**
     * Returns the partition whose task failed.
     *
     * @return the partition, once an engine has noted it
     */
    public OptionalInt partition() {
        return partition < 0 ? OptionalInt.empty() : OptionalInt.of(partition);
    }

    /**
     * Notes the partition whose task failed, unless one is noted already; called by engines.
     *
     * @param failed the partition
     */
    public void inPartition(int failed) {
        if (partition < 0) {
            partition = failed;
        }
    }

    /**
     * Wraps what a step caught, unless a step further down has wrapped it already.
     *
     * @param origin the operator
     * @param caught what was caught
     * @return the exception to throw
     */
    public static OperatorException of(Origin origin, Throwable caught) {
        return caught instanceof OperatorException known ? known : new OperatorException(origin, caught);
    }

    /**
     * Names the operator whose function threw, as {@link #of}; errors of the JVM itself are passed on as they are.
     *
     * @param origin the operator
     * @param thrown what was thrown
     * @return the exception to throw
     */
    public static OperatorException by(Origin origin, Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        return of(origin, thrown);
    }
}
