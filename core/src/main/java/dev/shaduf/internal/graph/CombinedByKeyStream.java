// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Time;

/** Builds a combination of the values of each key of a batch. */
final class CombinedByKeyStream<K, V, C> extends UnaryStream<PairRDD<K, V>, PairRDD<K, C>> {
    private final Combination<V, C> combination;
    private final Partitioning partitioning;

    /** The three functions of {@code combineByKey}, and whether they are used before the shuffle as well. */
    record Combination<V, C>(
            Function<V, C> create, Function2<C, V, C> mergeValue, Function2<C, C, C> mergeCombiners, boolean mapSide) {}

    CombinedByKeyStream(
            Operation operation,
            StreamNode<? extends PairRDD<K, V>> parent,
            Combination<V, C> combination,
            Partitioning partitioning) {
        super(operation, parent);
        this.combination = combination;
        this.partitioning = partitioning;
    }

    @Override
    PairRDD<K, C> apply(PairRDD<K, V> rdd, Time time) {
        return rdd.combineByKey(
                combination.create(),
                combination.mergeValue(),
                combination.mergeCombiners(),
                partitioning.at(time),
                combination.mapSide());
    }
}
