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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An RDD of pairs as a node of the plan. */
final class PlannedPairRdd<K, V> extends PairJoins<K, V> {
    PlannedPairRdd(RddFactory factory, PlanNode node) {
        super(factory, node);
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
    public <U> PairRDD<K, U> aggregateByKey(U zero, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
        return aggregateByKey(zero, known(), seqFunc, combFunc);
    }

    @Override
    public <U> PairRDD<K, U> aggregateByKey(
            U zero, Partitioner partitioner, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
        Origin origin = Origins.here("aggregateByKey");
        Combine combine =
                Shuffles.combine(ZeroValue.of(zero, origin), given(seqFunc, origin), given(combFunc, origin), origin);
        return combined(partitioner, combine, origin);
    }

    @Override
    public PairRDD<K, V> partitionBy(Partitioner partitioner) {
        return Shuffles.isPartitioned(node(), partitioner)
                ? this
                : like(Shuffles.partitioned(node(), partitioner, Origins.here("partitionBy")));
    }

    @Override
    public PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
        return repartitionAndSortWithinPartitions(partitioner, natural());
    }

    @Override
    public PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner, Comparator<K> comparator) {
        Origin origin = Origins.here("repartitionAndSortWithinPartitions");
        return like(Sorts.within(node(), partitioner, Erased.as(given(comparator, origin)), origin));
    }

    @Override
    public PairRDD<K, V> sortByKey() {
        return sortByKey(true);
    }

    @Override
    public PairRDD<K, V> sortByKey(boolean ascending) {
        return sortByKey(natural(), ascending, parallelism());
    }

    @Override
    public PairRDD<K, V> sortByKey(boolean ascending, int numPartitions) {
        return sortByKey(natural(), ascending, numPartitions);
    }

    @Override
    public PairRDD<K, V> sortByKey(Comparator<K> comparator) {
        return sortByKey(comparator, true);
    }

    @Override
    public PairRDD<K, V> sortByKey(Comparator<K> comparator, boolean ascending) {
        return sortByKey(comparator, ascending, parallelism());
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
    public Map<K, V> reduceByKeyLocally(Function2<V, V, V> f) {
        Origin origin = Origins.here("reduceByKeyLocally");
        Combine combine = Shuffles.combine(null, given(f, origin), f, true, origin);
        return asMap(Shuffles.combined(node(), known(), combine, origin), origin);
    }

    @Override
    public Map<K, V> collectAsMap() {
        return asMap(node(), Origins.here("collectAsMap"));
    }

    private Map<K, V> asMap(PlanNode pairs, Origin origin) {
        Map<K, V> map = new HashMap<>();
        new Actions<Tuple2<K, V>>(factory, pairs, origin).collect().forEach(pair -> map.put(pair._1(), pair._2()));
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

    private static <K> Comparator<K> natural() {
        return Erased.as(Comparator.naturalOrder());
    }

    private Partitioner known() {
        return Shuffles.defaultPartitioner(parallelism(), node());
    }
}
