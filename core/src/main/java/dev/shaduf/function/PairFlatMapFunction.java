// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;
import java.util.Iterator;

/**
 * Maps one value to any number of pairs. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends Serializable {
    /**
     * Applies this function.
     *
     * @param value the input
     * @return the pairs in order; an empty iterator for none
     * @throws Exception whatever the function's body throws
     */
    Iterator<Tuple2<K, V>> call(T value) throws Exception;
}
