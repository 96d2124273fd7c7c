// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;

/** Gathers the values of each key of a batch. */
final class GroupedByKeyStream<K, V> extends UnaryStream<PairRDD<K, V>, PairRDD<K, Iterable<V>>> {
    private final Partitioning partitioning;

    GroupedByKeyStream(Operation operation, StreamNode<? extends PairRDD<K, V>> parent, Partitioning partitioning) {
        super(operation, parent);
        this.partitioning = partitioning;
    }

    @Override
    PairRDD<K, Iterable<V>> apply(PairRDD<K, V> rdd, Time time) {
        return rdd.groupByKey(partitioning.at(time));
    }
}
