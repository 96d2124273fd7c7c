// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.rdd.DoubleAccumulator;

/** A sum that Spark brings back from its executors. */
final class SparkDoubleAccumulator implements DoubleAccumulator {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final org.apache.spark.util.DoubleAccumulator sum;

    SparkDoubleAccumulator(String name, org.apache.spark.util.DoubleAccumulator sum) {
        this.name = name;
        this.sum = sum;
    }

    @Override
    public void add(Double value) {
        sum.add(value);
    }

    @Override
    public Double value() {
        return sum.sum();
    }

    @Override
    public void reset() {
        sum.reset();
    }

    @Override
    public String name() {
        return name;
    }
}
