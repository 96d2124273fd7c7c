// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An RDD of pairs as a node of the plan. */
final class PlannedPairRdd<K, V> extends PlannedRdd<Tuple2<K, V>> implements PairRDD<K, V> {
    PlannedPairRdd(RddFactory factory, PlanNode node) {
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
    public RDD<K> keys() {
        Origin origin = Origins.here("keys");
        return factory.rdd(narrow(new KeysStep(origin), origin));
    }

    @Override
    public RDD<V> values() {
        Origin origin = Origins.here("values");
        return factory.rdd(narrow(new ValuesStep(origin), origin));
    }

    @Override
    public <U> PairRDD<K, U> mapValues(Function<V, U> f) {
        Origin origin = Origins.here("mapValues");
        return factory.pairs(keeping(new MapValuesStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public <U> PairRDD<K, U> flatMapValues(FlatMapFunction<V, U> f) {
        Origin origin = Origins.here("flatMapValues");
        return factory.pairs(keeping(new FlatMapValuesStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public PairRDD<K, V> reduceByKey(Function2<V, V, V> f) {
        return reduceByKey(known(), f);
    }

    @Override
    public PairRDD<K, V> reduceByKey(Function2<V, V, V> f, int numPartitions) {
        return reduceByKey(new HashPartitioner(numPartitions), f);
    }

    @Override
    public PairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> f) {
        Origin origin = Origins.here("reduceByKey");
        return combined(partitioner, Shuffles.combine(null, given(f, origin), f, true, origin), origin);
    }

    @Override
    public PairRDD<K, Iterable<V>> groupByKey() {
        return groupByKey(known());
    }

    @Override
    public PairRDD<K, Iterable<V>> groupByKey(int numPartitions) {
        return groupByKey(new HashPartitioner(numPartitions));
    }

    @Override
    public PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
        return combined(partitioner, Grouping.COMBINE, Origins.here("groupByKey"));
    }

    @Override
    public <C> PairRDD<K, C> combineByKey(
            Function<V, C> createCombiner, Function2<C, V, C> mergeValue, Function2<C, C, C> mergeCombiners) {
        return combineByKey(createCombiner, mergeValue, mergeCombiners, known(), true);
    }

    @Override
    public <C> PairRDD<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner,
            boolean mapSideCombine) {
        Origin origin = Origins.here("combineByKey");
        Combine combine = Shuffles.combine(
                given(createCombiner, origin),
                given(mergeValue, origin),
                given(mergeCombiners, origin),
                mapSideCombine,
                origin);
        return combined(partitioner, combine, origin);
    }

    @Override
    public PairRDD<K, V> partitionBy(Partitioner partitioner) {
        return Shuffles.isPartitioned(node(), partitioner)
                ? this
                : like(Shuffles.partitioned(node(), partitioner, Origins.here("partitionBy")));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
        return cogroup(other, null, Origins.here("cogroup"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other, Partitioner partitioner) {
        return cogroup(other, partitioner, Origins.here("cogroup"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other) {
        return join(other, null, JoinKind.INNER, Origins.here("join"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.INNER, Origins.here("join"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other) {
        return join(other, null, JoinKind.LEFT, Origins.here("leftOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.LEFT, Origins.here("leftOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other) {
        return join(other, null, JoinKind.RIGHT, Origins.here("rightOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.RIGHT, Origins.here("rightOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other) {
        return join(other, null, JoinKind.FULL, Origins.here("fullOuterJoin"));
    }

    @Override
    public <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            PairRDD<K, W> other, Partitioner partitioner) {
        return join(other, partitioner, JoinKind.FULL, Origins.here("fullOuterJoin"));
    }

    @Override
    public PairRDD<K, V> sortByKey() {
        return sortByKey(true);
    }

    @Override
    public PairRDD<K, V> sortByKey(boolean ascending) {
        return sortByKey(Erased.<Comparator<K>>as(Comparator.naturalOrder()), ascending, parallelism());
    }

    @Override
    public PairRDD<K, V> sortByKey(Comparator<K> comparator, boolean ascending, int numPartitions) {
        Origin origin = Origins.here("sortByKey");
        Comparator<K> order = ascending
                ? given(comparator, origin)
                : given(comparator, origin).reversed();
        return like(Sorts.byKey(factory, node(), Erased.as(order), numPartitions, origin));
    }

    @Override
    public Map<K, Long> countByKey() {
        Origin origin = Origins.here("countByKey");
        return new Actions<K>(factory, narrow(new KeysStep(origin), origin), origin).countByValue();
    }

    @Override
    public Map<K, V> collectAsMap() {
        Map<K, V> map = new HashMap<>();
        new Actions<Tuple2<K, V>>(factory, node(), Origins.here("collectAsMap"))
                .collect()
                .forEach(pair -> map.put(pair._1(), pair._2()));
        return map;
    }

    @Override
    public List<V> lookup(K key) {
        Origin origin = Origins.here("lookup");
        PlanNode found = narrow(new LookupStep(key), origin);
        Actions<Tuple2<K, V>> actions = new Actions<>(factory, found, origin);
        List<Tuple2<K, V>> pairs =
                partitioner().map(known -> actions.collect(known, key)).orElseGet(actions::collect);
        return Erased.as(pairs.stream().map(Tuple2::_2).collect(Collectors.toList()));
    }

    private <C> PairRDD<K, C> combined(Partitioner partitioner, Combine combine, Origin origin) {
        return factory.pairs(Shuffles.combined(node(), partitioner, combine, origin));
    }

    private <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
            PairRDD<K, W> other, @Nullable Partitioner partitioner, Origin origin) {
        PlanNode right = factory.own(other, origin);
        return factory.pairs(Joins.cogroup(node(), right, target(partitioner, right), origin));
    }

    private <A, B> PairRDD<K, Tuple2<A, B>> join(
            PairRDD<K, ?> other, @Nullable Partitioner partitioner, JoinKind kind, Origin origin) {
        PlanNode right = factory.own(other, origin);
        return factory.pairs(Joins.join(node(), right, target(partitioner, right), kind, origin));
    }

    private Partitioner target(@Nullable Partitioner given, PlanNode right) {
        return given != null ? given : Shuffles.defaultPartitioner(parallelism(), node(), right);
    }

    private Partitioner known() {
        return Shuffles.defaultPartitioner(parallelism(), node());
    }

    private int parallelism() {
        return factory.engine().defaultParallelism();
    }
}
