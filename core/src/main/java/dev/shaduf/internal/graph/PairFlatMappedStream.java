// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;

/** Maps each record to any number of pairs. */
final class PairFlatMappedStream<T, K, V> extends RecordStream<RDD<T>, PairRDD<K, V>> {
    private final PairFlatMapFunction<T, K, V> f;

    PairFlatMappedStream(Operation operation, StreamNode<? extends RDD<T>> parent, PairFlatMapFunction<T, K, V> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    PairRDD<K, V> apply(RDD<T> rdd) {
        return rdd.flatMapToPair(f);
    }
}
