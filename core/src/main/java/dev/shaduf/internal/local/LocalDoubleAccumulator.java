// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.rdd.DoubleAccumulator;

/** A sum of doubles. */
final class LocalDoubleAccumulator extends LocalAccumulator<Double, Double, double[]> implements DoubleAccumulator {
    private static final long serialVersionUID = 1L;

    private final double[] total = empty();

    LocalDoubleAccumulator(String name) {
        super(name);
    }

    @Override
    public synchronized Double value() {
        return total[0];
    }

    @Override
    public synchronized void reset() {
        total[0] = 0;
    }

    @Override
    double[] total() {
        return total;
    }

    @Override
    double[] empty() {
        return new double[1];
    }

    @Override
    void add(double[] sum, Double value) {
        sum[0] += value;
    }

    @Override
    void merge(double[] sum, double[] gathered) {
        sum[0] += gathered[0];
    }
}
