// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Maps three values to one. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T1> the type of the first input
 * @param <T2> the type of the second input
 * @param <T3> the type of the third input
 * @param <R> the result type
 */
@FunctionalInterface
public interface Function3<T1, T2, T3, R> extends Serializable {
    /**
     * Applies this function.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return the result
     * @throws Exception whatever the function's body throws
     */
    R call(T1 first, T2 second, T3 third) throws Exception;
}
