// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.rdd.RDD;

/** Maps each record to any number of results. */
final class FlatMappedStream<T, U> extends RecordStream<RDD<T>, RDD<U>> {
    private final FlatMapFunction<T, U> f;

    FlatMappedStream(Operation operation, StreamNode<? extends RDD<T>> parent, FlatMapFunction<T, U> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    RDD<U> apply(RDD<T> rdd) {
        return rdd.flatMap(f);
    }
}
