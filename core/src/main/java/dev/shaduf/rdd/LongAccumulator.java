// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

/** A sum of longs. */
public interface LongAccumulator extends Accumulator<Long, Long> {}
