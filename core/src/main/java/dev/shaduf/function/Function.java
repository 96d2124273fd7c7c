// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Maps one value to another. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 * @param <R> the result type
 */
@FunctionalInterface
public interface Function<T, R> extends Serializable {
    /**
     * Applies this function.
     *
     * @param value the input
     * @return the mapped value; never {@code null} where the caller builds a stream or an RDD from it
     * @throws Exception whatever the function's body throws
     */
    R call(T value) throws Exception;
}
