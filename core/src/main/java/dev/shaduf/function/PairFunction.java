// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Maps one value to a key and its value. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Serializable {
    /**
     * Applies this function.
     *
     * @param value the input
     * @return the pair
     * @throws Exception whatever the function's body throws
     */
    Tuple2<K, V> call(T value) throws Exception;
}
