// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Maps one value to a number. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 */
@FunctionalInterface
public interface DoubleFunction<T> extends Serializable {
    /**
     * Applies this function.
     *
     * @param value the input
     * @return the number
     * @throws Exception whatever the function's body throws
     */
    double call(T value) throws Exception;
}
