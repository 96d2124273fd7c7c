// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A pair of values: a key and its value in {@code PairDStream} and {@code PairRDD}, or any two things that travel together.
 *
 * @param _1 the first value; the key of a keyed record
 * @param _2 the second value
 * @param <A> the type of the first value
 * @param <B> the type of the second value
 */
public record Tuple2<A extends @Nullable Object, B extends @Nullable Object>(A _1, B _2) implements Serializable {
    /**
     * Creates a pair.
     *
     * @param first the first value
     * @param second the second value
     * @param <A> the type of the first value
     * @param <B> the type of the second value
     * @return the pair
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> Tuple2<A, B> of(A first, B second) {
        return new Tuple2<>(first, second);
    }

    /**
     * Returns this pair with its sides exchanged.
     *
     * @return the swapped pair
     */
    public Tuple2<B, A> swap() {
        return new Tuple2<>(_2, _1);
    }

    /**
     * Returns the pair as {@code (first,second)}, the form in which {@code print} and text outputs show it.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + ")";
    }
}
