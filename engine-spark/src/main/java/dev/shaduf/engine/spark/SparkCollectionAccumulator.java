// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.rdd.CollectionAccumulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list that Spark brings back from its executors. */
final class SparkCollectionAccumulator<T> implements CollectionAccumulator<T> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final org.apache.spark.util.CollectionAccumulator<T> elements;

    SparkCollectionAccumulator(String name, org.apache.spark.util.CollectionAccumulator<T> elements) {
        this.name = name;
        this.elements = elements;
    }

    @Override
    public void add(T value) {
        elements.add(value);
    }

    @Override
    public List<T> value() {
        return Collections.unmodifiableList(new ArrayList<>(elements.value()));
    }

    @Override
    public void reset() {
        elements.reset();
    }

    @Override
    public String name() {
        return name;
    }
}
