// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

/**
 * A function of one value or of two, the second of which it does not look at. Where a method takes functions of one and of
 * two values, an overload for this lets {@code RDD::distinct} stand for the one of them that it can be.
 *
 * @param <T1> the type of the value
 * @param <T2> the type of what it does not look at
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface FunctionOfFirst<T1, T2, R> extends Function<T1, R>, Function2<T1, T2, R> {
    @Override
    default R call(T1 first, T2 second) throws Exception {
        return call(first);
    }
}
