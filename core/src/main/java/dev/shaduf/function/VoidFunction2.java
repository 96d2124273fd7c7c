// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Consumes two values. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T1> the type of the first input
 * @param <T2> the type of the second input
 */
@FunctionalInterface
public interface VoidFunction2<T1, T2> extends Serializable {
    /**
     * Runs this function for its effect.
     *
     * @param first the first input
     * @param second the second input
     * @throws Exception whatever the function's body throws
     */
    void call(T1 first, T2 second) throws Exception;
}
