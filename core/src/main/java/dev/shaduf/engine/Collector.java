// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/**
 * The last stage of a task.
 *
 * @param <R> the type of the result
 */
public abstract class Collector<R> extends Stage {
    /** For subclasses. */
    protected Collector() {}

    @Override
    public boolean satisfied() {
        return false;
    }

    @Override
    public void finish() throws Exception {}

    /**
     * Returns the result, after {@link #finish}.
     *
     * @return the result of the partition
     * @throws Exception if it cannot be made; the task fails
     */
    public abstract R result() throws Exception;

    /** Is told that the attempt failed, before {@link #result} or in it. Must not throw. */
    public void abort() {}
}
