// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

/** A sum of longs. */
public interface LongAccumulator extends Accumulator<Long, Long> {
    /**
     * Adds to this accumulator; called inside tasks and on the driver.
     *
     * @param value what to add
     */
    default void add(long value) {
        add(Long.valueOf(value));
    }
}
