// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;
import java.util.Iterator;

/**
 * Maps one value to any number of numbers. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 */
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends Serializable {
    /**
     * Applies this function.
     *
     * @param value the input
     * @return the numbers in order; an empty iterator for none
     * @throws Exception whatever the function's body throws
     */
    Iterator<Double> call(T value) throws Exception;
}
