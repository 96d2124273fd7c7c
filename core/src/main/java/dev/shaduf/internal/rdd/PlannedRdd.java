// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.Step;
import dev.shaduf.function.DoubleFlatMapFunction;
import dev.shaduf.function.DoubleFunction;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.FlatMapFunction2;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.PairFunction;
import dev.shaduf.rdd.DoubleRDD;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** The transformations of an RDD: each wraps the node. */
class PlannedRdd<T> extends PlannedActions<T> {
    PlannedRdd(RddFactory factory, PlanNode node) {
        super(factory, node);
    }

    @Override
    public <R> RDD<R> map(Function<T, R> f) {
        Origin origin = Origins.here("map");
        return factory.rdd(narrow(new MapStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public <R> RDD<R> flatMap(FlatMapFunction<T, R> f) {
        Origin origin = Origins.here("flatMap");
        return factory.rdd(narrow(new FlatMapStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public <K, V> PairRDD<K, V> mapToPair(PairFunction<T, K, V> f) {
        Origin origin = Origins.here("mapToPair");
        return factory.pairs(narrow(new PairMapStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public <K, V> PairRDD<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> f) {
        Origin origin = Origins.here("flatMapToPair");
        return factory.pairs(narrow(new PairFlatMapStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public RDD<T> filter(Function<T, Boolean> f) {
        Origin origin = Origins.here("filter");
        return like(keeping(new FilterStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, R> f) {
        return mapPartitions(f, false);
    }

    @Override
    public <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, R> f, boolean preservesPartitioning) {
        Origin origin = Origins.here("mapPartitions");
        Step step = new MapPartitionsStep(Erased.as(given(f, origin)), origin);
        return factory.rdd(new NarrowNode(node(), step, preservesPartitioning, origin));
    }

    @Override
    public <R> RDD<R> mapPartitionsWithIndex(
            Function2<Integer, Iterator<T>, Iterator<R>> f, boolean preservesPartitioning) {
        Origin origin = Origins.here("mapPartitionsWithIndex");
        Step step = new IndexedPartitionsStep(Erased.as(given(f, origin)), origin);
        return factory.rdd(new NarrowNode(node(), step, preservesPartitioning, origin));
    }

    @Override
    public <K, V> PairRDD<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f) {
        return mapPartitionsToPair(f, false);
    }

    @Override
    public <K, V> PairRDD<K, V> mapPartitionsToPair(
            PairFlatMapFunction<Iterator<T>, K, V> f, boolean preservesPartitioning) {
        Origin origin = Origins.here("mapPartitionsToPair");
        Step step = new PairMapPartitionsStep(Erased.as(given(f, origin)), origin);
        return factory.pairs(new NarrowNode(node(), step, preservesPartitioning, origin));
    }

    @Override
    public DoubleRDD mapToDouble(DoubleFunction<T> f) {
        Origin origin = Origins.here("mapToDouble");
        Function<T, Double> boxed = given(f, origin)::call;
        return factory.doubles(narrow(new MapStep(Erased.as(boxed), origin), origin));
    }

    @Override
    public DoubleRDD flatMapToDouble(DoubleFlatMapFunction<T> f) {
        Origin origin = Origins.here("flatMapToDouble");
        FlatMapFunction<T, Double> boxed = given(f, origin)::call;
        return factory.doubles(narrow(new FlatMapStep(Erased.as(boxed), origin), origin));
    }

    @Override
    public DoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> f) {
        Origin origin = Origins.here("mapPartitionsToDouble");
        FlatMapFunction<Iterator<T>, Double> boxed = given(f, origin)::call;
        return factory.doubles(narrow(new MapPartitionsStep(Erased.as(boxed), origin), origin));
    }

    @Override
    public RDD<List<T>> glom() {
        return factory.rdd(narrow(new GlomStep(), Origins.here("glom")));
    }

    @Override
    public <K> PairRDD<K, T> keyBy(Function<T, K> f) {
        Origin origin = Origins.here("keyBy");
        return factory.pairs(keyed(f, origin));
    }

    @Override
    public <K> PairRDD<K, Iterable<T>> groupBy(Function<T, K> f) {
        return groupBy(f, parallelism());
    }

    @Override
    public <K> PairRDD<K, Iterable<T>> groupBy(Function<T, K> f, int numPartitions) {
        Origin origin = Origins.here("groupBy");
        PlanNode keyed = keyed(f, origin);
        return factory.pairs(Shuffles.combined(keyed, new HashPartitioner(numPartitions), Grouping.COMBINE, origin));
    }

    @Override
    public RDD<T> union(RDD<T> other) {
        return like(factory.union(List.of(this, other), Origins.here("union")));
    }

    @Override
    public RDD<T> distinct() {
        return distinct(parallelism());
    }

    @Override
    public RDD<T> distinct(int numPartitions) {
        return like(Shuffles.distinct(node(), numPartitions, Origins.here("distinct")));
    }

    @Override
    public RDD<T> intersection(RDD<T> other) {
        Origin origin = Origins.here("intersection");
        return like(Joins.common(node(), factory.own(other, origin), new HashPartitioner(parallelism()), origin));
    }

    @Override
    public RDD<T> subtract(RDD<T> other) {
        return subtract(other, parallelism());
    }

    @Override
    public RDD<T> subtract(RDD<T> other, int numPartitions) {
        return subtract(other, new HashPartitioner(numPartitions));
    }

    @Override
    public RDD<T> subtract(RDD<T> other, Partitioner partitioner) {
        Origin origin = Origins.here("subtract");
        return like(Joins.subtracted(node(), factory.own(other, origin), partitioner, origin));
    }

    @Override
    public RDD<T> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, Draws.SEED);
    }

    @Override
    public RDD<T> sample(boolean withReplacement, double fraction, long seed) {
        return like(Draws.sample(node(), withReplacement, fraction, seed, Origins.here("sample")));
    }

    @Override
    public RDD<T>[] randomSplit(double[] weights) {
        return randomSplit(weights, Draws.SEED);
    }

    @Override
    @SuppressWarnings("unchecked") // An array that is typed for the caller alone.
    public RDD<T>[] randomSplit(double[] weights, long seed) {
        return Draws.split(node(), weights, seed, Origins.here("randomSplit")).stream()
                .map(this::like)
                .toArray(RDD[]::new);
    }

    @Override
    public <U> PairRDD<T, U> zip(RDD<U> other) {
        Origin origin = Origins.here("zip");
        return factory.pairs(Zips.zipped(node(), factory.own(other, origin), new ZipStep(origin), origin));
    }

    @Override
    public <U, R> RDD<R> zipPartitions(RDD<U> other, FlatMapFunction2<Iterator<T>, Iterator<U>, R> f) {
        Origin origin = Origins.here("zipPartitions");
        Step step = new ZipPartitionsStep(Erased.as(given(f, origin)), origin);
        return factory.rdd(Zips.zipped(node(), factory.own(other, origin), step, origin));
    }

    @Override
    public PairRDD<T, Long> zipWithIndex() {
        Origin origin = Origins.here("zipWithIndex");
        List<Long> firsts = new ArrayList<>(List.of(0L));
        if (getNumPartitions() > 1) {
            new Actions<T>(factory, node(), origin).counts().forEach(count -> firsts.add(last(firsts) + count));
        }
        return factory.pairs(narrow(new NumberStep(List.copyOf(firsts), 1), origin));
    }

    @Override
    public PairRDD<T, Long> zipWithUniqueId() {
        List<Long> firsts = LongStream.range(0, getNumPartitions()).boxed().toList();
        return factory.pairs(narrow(new NumberStep(firsts, getNumPartitions()), Origins.here("zipWithUniqueId")));
    }

    @Override
    public <U> PairRDD<T, U> cartesian(RDD<U> other) {
        Origin origin = Origins.here("cartesian");
        return factory.pairs(Zips.cartesian(node(), factory.own(other, origin), origin));
    }

    @Override
    public <S extends Comparable<? super S>> RDD<T> sortBy(Function<T, S> f, boolean ascending, int numPartitions) {
        Origin origin = Origins.here("sortBy");
        PlanNode keyed = keyed(f, origin);
        Comparator<S> order = ascending ? Comparator.<S>naturalOrder() : Comparator.<S>reverseOrder();
        PlanNode sorted = Sorts.byKey(factory, keyed, Erased.as(order), numPartitions, origin);
        return like(new NarrowNode(sorted, new ValuesStep(origin), false, origin));
    }

    @Override
    public RDD<T> coalesce(int numPartitions) {
        return like(Shuffles.coalesced(node(), numPartitions, Origins.here("coalesce")));
    }

    @Override
    public RDD<T> coalesce(int numPartitions, boolean shuffle) {
        return shuffle ? repartition(numPartitions) : coalesce(numPartitions);
    }

    @Override
    public RDD<T> repartition(int numPartitions) {
        return like(Shuffles.repartitioned(node(), numPartitions, Origins.here("repartition")));
    }

    /** Gives a node with records of the same type the same kind of front. */
    RDD<T> like(PlanNode node) {
        return factory.rdd(node);
    }

    private static long last(List<Long> numbers) {
        return numbers.get(numbers.size() - 1);
    }

    /** A step after which keys may be others. */
    final PlanNode narrow(Step step, Origin origin) {
        return new NarrowNode(node(), step, false, origin);
    }

    private PlanNode keyed(Function<T, ?> f, Origin origin) {
        return narrow(new MapStep(new Keying(Erased.as(given(f, origin)), origin), origin), origin);
    }

    /** A step that leaves keys, and so their partitions, as they are. */
    final PlanNode keeping(Step step, Origin origin) {
        return new NarrowNode(node(), step, true, origin);
    }

    /** Refuses a missing function where it was left out, not in a task. */
    static <F> F given(F f, Origin origin) {
        if (f == null) {
            throw new NullPointerException(origin + " was given null instead of a function");
        }
        return f;
    }
}
