// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.Iterator;

/** Maps each partition as a whole to pairs. */
final class PairMappedPartitionsStream<T, K, V> extends UnaryStream<RDD<T>, PairRDD<K, V>> {
    private final PairFlatMapFunction<Iterator<T>, K, V> f;

    PairMappedPartitionsStream(
            Operation operation, StreamNode<? extends RDD<T>> parent, PairFlatMapFunction<Iterator<T>, K, V> f) {
        super(operation, parent);
        this.f = f;
    }

    @Override
    PairRDD<K, V> apply(RDD<T> rdd, Time time) {
        return rdd.mapPartitionsToPair(f);
    }
}
