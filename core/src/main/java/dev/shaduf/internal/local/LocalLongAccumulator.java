// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.rdd.LongAccumulator;

/** A sum of longs. */
final class LocalLongAccumulator extends LocalAccumulator<Long, Long, long[]> implements LongAccumulator {
    private static final long serialVersionUID = 1L;

    private final long[] total = empty();

    LocalLongAccumulator(String name) {
        super(name);
    }

    @Override
    public synchronized Long value() {
        return total[0];
    }

    @Override
    public synchronized void reset() {
        total[0] = 0;
    }

    @Override
    long[] total() {
        return total;
    }

    @Override
    long[] empty() {
        return new long[1];
    }

    @Override
    void add(long[] sum, Long value) {
        sum[0] += value;
    }

    @Override
    void merge(long[] sum, long[] gathered) {
        sum[0] += gathered[0];
    }
}
