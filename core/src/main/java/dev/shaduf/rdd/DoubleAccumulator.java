// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

/** A sum of doubles. */
public interface DoubleAccumulator extends Accumulator<Double, Double> {
    /**
     * Adds to this accumulator; called inside tasks and on the driver.
     *
     * @param value what to add
     */
    default void add(double value) {
        add(Double.valueOf(value));
    }
}
