// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.rdd.LongAccumulator;

/** A sum that Spark brings back from its executors. */
final class SparkLongAccumulator implements LongAccumulator {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final org.apache.spark.util.LongAccumulator sum;

    SparkLongAccumulator(String name, org.apache.spark.util.LongAccumulator sum) {
        this.name = name;
        this.sum = sum;
    }

    @Override
    public void add(Long value) {
        sum.add(value);
    }

    @Override
    public Long value() {
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
