// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.util.List;

/**
 * A list that tasks add to, in no particular order.
 *
 * @param <T> the type of the elements
 */
public interface CollectionAccumulator<T> extends Accumulator<T, List<T>> {}
