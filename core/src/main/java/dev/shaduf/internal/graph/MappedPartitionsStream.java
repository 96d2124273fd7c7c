// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.Iterator;

/** Maps each partition as a whole. */
final class MappedPartitionsStream<T, U> extends UnaryStream<RDD<T>, RDD<U>> {
    private final FlatMapFunction<Iterator<T>, U> f;

    MappedPartitionsStream(
            Operation operation, StreamNode<? extends RDD<T>> parent, FlatMapFunction<Iterator<T>, U> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    RDD<U> apply(RDD<T> rdd, Time time) {
        return rdd.mapPartitions(f);
    }
}
