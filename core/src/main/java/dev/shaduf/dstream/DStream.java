// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

import dev.shaduf.rdd.RDD;

/**
 * A stream of single records.
 *
 * @param <T> the type of the records
 */
public interface DStream<T> extends DStreamLike<T, DStream<T>, RDD<T>> {}
