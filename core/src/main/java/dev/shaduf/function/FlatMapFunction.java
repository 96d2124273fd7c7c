// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;
import java.util.Iterator;

/**
 * Maps one value to any number of values. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 * @param <R> the result type
 */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Serializable {
    /**
     * Applies this function.
     *
     * @param value the input
     * @return the mapped values in order; an empty iterator for none
     * @throws Exception whatever the function's body throws
     */
    Iterator<R> call(T value) throws Exception;
}
