// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** Maps each record to any number of results. */
final class FlatMappedStream<T, U> extends UnaryStream<RDD<T>, RDD<U>> {
    private final FlatMapFunction<T, U> f;

    FlatMappedStream(Operation operation, StreamNode<? extends RDD<T>> parent, FlatMapFunction<T, U> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    RDD<U> apply(RDD<T> rdd, Time time) {
        return rdd.flatMap(f);
    }
}
