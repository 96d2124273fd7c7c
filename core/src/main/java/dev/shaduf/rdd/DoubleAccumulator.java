// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

/** A sum of doubles. */
public interface DoubleAccumulator extends Accumulator<Double, Double> {}
