// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;
import java.util.Iterator;

/**
 * Maps two values to any number of values. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T1> the type of the first input
 * @param <T2> the type of the second input
 * @param <R> the result type
 */
@FunctionalInterface
public interface FlatMapFunction2<T1, T2, R> extends Serializable {
    /**
     * Applies this function.
     *
     * @param first the first input
     * @param second the second input
     * @return the results in order; an empty iterator for none
     * @throws Exception whatever the function's body throws
     */
    Iterator<R> call(T1 first, T2 second) throws Exception;
}
