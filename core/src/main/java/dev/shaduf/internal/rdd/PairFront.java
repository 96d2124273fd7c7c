// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;

/** An RDD of pairs whose operations on records give RDDs of pairs. */
abstract class PairFront<K, V> extends PlannedRdd<Tuple2<K, V>> implements PairRDD<K, V> {
    PairFront(RddFactory factory, PlanNode node) {
        super(factory, node);
    }

    @Override
    PairRDD<K, V> like(PlanNode node) {
        return factory.pairs(node);
    }

    @Override
    public PairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> f) {
        return (PairRDD<K, V>) super.filter(f);
    }

    @Override
    public PairRDD<K, V> union(RDD<Tuple2<K, V>> other) {
        return (PairRDD<K, V>) super.union(other);
    }

    @Override
    public PairRDD<K, V> distinct() {
        return (PairRDD<K, V>) super.distinct();
    }

    @Override
    public PairRDD<K, V> distinct(int numPartitions) {
        return (PairRDD<K, V>) super.distinct(numPartitions);
    }

    @Override
    public <S extends Comparable<? super S>> PairRDD<K, V> sortBy(
            Function<Tuple2<K, V>, S> f, boolean ascending, int numPartitions) {
        return (PairRDD<K, V>) super.sortBy(f, ascending, numPartitions);
    }

    @Override
    public PairRDD<K, V> coalesce(int numPartitions) {
        return (PairRDD<K, V>) super.coalesce(numPartitions);
    }

    @Override
    public PairRDD<K, V> coalesce(int numPartitions, boolean shuffle) {
        return (PairRDD<K, V>) super.coalesce(numPartitions, shuffle);
    }

    @Override
    public PairRDD<K, V> repartition(int numPartitions) {
        return (PairRDD<K, V>) super.repartition(numPartitions);
    }

    @Override
    public PairRDD<K, V> cache() {
        return (PairRDD<K, V>) super.cache();
    }

    @Override
    public PairRDD<K, V> persist(StorageLevel level) {
        return (PairRDD<K, V>) super.persist(level);
    }

    @Override
    public PairRDD<K, V> unpersist() {
        return (PairRDD<K, V>) super.unpersist();
    }

    @Override
    public PairRDD<K, V> setName(String newName) {
        return (PairRDD<K, V>) super.setName(newName);
    }

    @Override
    public PairRDD<K, V> intersection(RDD<Tuple2<K, V>> other) {
        return (PairRDD<K, V>) super.intersection(other);
    }

    @Override
    public PairRDD<K, V> subtract(RDD<Tuple2<K, V>> other) {
        return (PairRDD<K, V>) super.subtract(other);
    }

    @Override
    public PairRDD<K, V> subtract(RDD<Tuple2<K, V>> other, int numPartitions) {
        return (PairRDD<K, V>) super.subtract(other, numPartitions);
    }

    @Override
    public PairRDD<K, V> subtract(RDD<Tuple2<K, V>> other, Partitioner partitioner) {
        return (PairRDD<K, V>) super.subtract(other, partitioner);
    }

    @Override
    public PairRDD<K, V> sample(boolean withReplacement, double fraction) {
        return (PairRDD<K, V>) super.sample(withReplacement, fraction);
    }

    @Override
    public PairRDD<K, V> sample(boolean withReplacement, double fraction, long seed) {
        return (PairRDD<K, V>) super.sample(withReplacement, fraction, seed);
    }
}
