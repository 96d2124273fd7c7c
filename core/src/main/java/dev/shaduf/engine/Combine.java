// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import java.io.Serializable;

/**
 * How the values of one key are combined.
 *
 * @param create makes a combination of the first value
 * @param mergeValue adds a value to a combination; may change and return its first argument
 * @param mergeCombiners joins two combinations; may change and return its first argument
 * @param mapSide whether to combine before the shuffle as well
 */
public record Combine(
        Function<Object, Object> create,
        Function2<Object, Object, Object> mergeValue,
        Function2<Object, Object, Object> mergeCombiners,
        boolean mapSide)
        implements Serializable {}
