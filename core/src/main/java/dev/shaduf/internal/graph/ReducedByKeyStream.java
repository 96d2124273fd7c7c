// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Function2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;

/** Combines the values of each key of a batch. */
final class ReducedByKeyStream<K, V> extends UnaryStream<PairRDD<K, V>, PairRDD<K, V>> {
    private final Function2<V, V, V> f;
    private final Partitioning partitioning;

    ReducedByKeyStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Function2<V, V, V> f,
            Partitioning partitioning) {
        super(operation, parent);
        this.f = f;
        this.partitioning = partitioning;
    }

    @Override
    PairRDD<K, V> apply(PairRDD<K, V> rdd, Time time) {
        return rdd.reduceByKey(partitioning.at(time), f);
    }
}
