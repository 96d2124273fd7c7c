// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.io.Serializable;

/**
 * A value that tasks only add to and the driver reads. What a failed attempt of a task added does not count: additions
 * become visible when the task has succeeded. What was added while a partition was computed that is {@linkplain RDD#persist kept}
 * counts once it is. What is computed again because its result was lost counts again.
 *
 * @param <A> what is added
 * @param <R> what is read
 */
public interface Accumulator<A, R> extends Serializable {
    /**
     * Adds to this accumulator; called inside tasks and on the driver.
     *
     * @param value what to add
     */
    void add(A value);

    /**
     * Reads what has been added by tasks that succeeded; called on the driver.
     *
     * @return the present value
     */
    R value();

    /** Goes back to the value at the beginning; called on the driver. */
    void reset();

    /**
     * Returns the name.
     *
     * @return the name given when it was made
     */
    String name();
}
