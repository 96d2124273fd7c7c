// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** Maps each record to any number of pairs. */
final class PairFlatMappedStream<T, K, V> extends UnaryStream<RDD<T>, PairRDD<K, V>> {
    private final PairFlatMapFunction<T, K, V> f;

    PairFlatMappedStream(Operation operation, StreamNode<? extends RDD<T>> parent, PairFlatMapFunction<T, K, V> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    PairRDD<K, V> apply(RDD<T> rdd, Time time) {
        return rdd.flatMapToPair(f);
    }
}
