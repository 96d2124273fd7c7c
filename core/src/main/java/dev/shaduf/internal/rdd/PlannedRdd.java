// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.Step;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.PairFunction;
import dev.shaduf.function.VoidFunction;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An RDD as a node of the plan: transformations wrap the node, {@link Actions} run it. */
class PlannedRdd<T> implements RDD<T> {
    final RddFactory factory;
    private final PlanNode computed;
    private final long id;
    private volatile @Nullable CachedNode kept;
    private volatile @Nullable String name;

    PlannedRdd(RddFactory factory, PlanNode node) {
        this.factory = factory;
        this.computed = node;
        this.id = factory.nextId();
    }

    /** The node that RDDs derived from now on read. */
    final PlanNode node() {
        CachedNode cached = kept;
        return cached != null ? cached : computed;
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
        Origin origin = Origins.here("mapPartitions");
        return factory.rdd(narrow(new MapPartitionsStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public <K, V> PairRDD<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f) {
        Origin origin = Origins.here("mapPartitionsToPair");
        return factory.pairs(narrow(new PairMapPartitionsStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public RDD<List<T>> glom() {
        return factory.rdd(narrow(new GlomStep(), Origins.here("glom")));
    }

    @Override
    public <K> PairRDD<K, T> keyBy(Function<T, K> f) {
        Origin origin = Origins.here("keyBy");
        return factory.pairs(narrow(new KeyByStep(Erased.as(given(f, origin)), origin), origin));
    }

    @Override
    public RDD<T> union(RDD<T> other) {
        return like(factory.union(List.of(this, other), Origins.here("union")));
    }

    @Override
    public RDD<T> distinct() {
        return distinct(factory.engine().defaultParallelism());
    }

    @Override
    public RDD<T> distinct(int numPartitions) {
        return like(Shuffles.distinct(node(), numPartitions, Origins.here("distinct")));
    }

    @Override
    public <S extends Comparable<? super S>> RDD<T> sortBy(Function<T, S> f, boolean ascending, int numPartitions) {
        Origin origin = Origins.here("sortBy");
        PlanNode keyed = narrow(new KeyByStep(Erased.as(given(f, origin)), origin), origin);
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

    @Override
    public T reduce(Function2<T, T, T> f) {
        return actions("reduce").reduce(f);
    }

    @Override
    public T fold(T zero, Function2<T, T, T> f) {
        return actions("fold").fold(zero, f);
    }

    @Override
    public long count() {
        return actions("count").count();
    }

    @Override
    public Map<T, Long> countByValue() {
        return actions("countByValue").countByValue();
    }

    @Override
    public List<T> collect() {
        return actions("collect").collect();
    }

    @Override
    public List<T> take(int num) {
        return actions("take").take(num);
    }

    @Override
    public T first() {
        return actions("first").first();
    }

    @Override
    public boolean isEmpty() {
        return actions("isEmpty").isEmpty();
    }

    @Override
    public void foreach(VoidFunction<T> f) {
        actions("foreach").foreach(f);
    }

    @Override
    public void foreachPartition(VoidFunction<Iterator<T>> f) {
        actions("foreachPartition").foreachPartition(f);
    }

    @Override
    public T max(Comparator<T> comparator) {
        return actions("max").reduce((a, b) -> comparator.compare(a, b) >= 0 ? a : b);
    }

    @Override
    public T min(Comparator<T> comparator) {
        return actions("min").reduce((a, b) -> comparator.compare(a, b) <= 0 ? a : b);
    }

    @Override
    public RDD<T> cache() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public synchronized RDD<T> persist(StorageLevel level) {
        StorageLevel present = getStorageLevel();
        if (present.keeps() && !present.equals(level)) {
            throw new UnsupportedOperationException(Origins.here("persist") + ": the storage level of " + this + " is "
                    + present + " already and cannot become " + level + "; unpersist it first");
        }
        if (!present.keeps() && level.keeps()) {
            factory.requireOpen(computed.origin());
            kept = factory.keep(computed, level);
        }
        return this;
    }

    @Override
    public synchronized RDD<T> unpersist() {
        CachedNode cached = kept;
        if (cached != null) {
            kept = null;
            factory.forget(cached);
        }
        return this;
    }

    @Override
    public StorageLevel getStorageLevel() {
        CachedNode cached = kept;
        return cached == null ? StorageLevel.NONE : cached.level();
    }

    @Override
    public RDD<T> setName(String newName) {
        name = newName;
        return this;
    }

    @Override
    public String name() {
        String given = name;
        return given != null ? given : computed.origin().toString();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public int getNumPartitions() {
        return computed.partitions();
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return computed.partitioner();
    }

    @Override
    public EngineContext context() {
        return factory.context();
    }

    @Override
    public String toString() {
        return "RDD " + id + " (" + name() + ")";
    }

    /** Gives a node with records of the same type the same kind of front. */
    RDD<T> like(PlanNode node) {
        return factory.rdd(node);
    }

    /** A step after which keys may be others. */
    final PlanNode narrow(Step step, Origin origin) {
        return new NarrowNode(node(), step, false, origin);
    }

    /** A step that leaves keys, and so their partitions, as they are. */
    final PlanNode keeping(Step step, Origin origin) {
        return new NarrowNode(node(), step, true, origin);
    }

    final Actions<T> actions(String operator) {
        return new Actions<>(factory, node(), Origins.here(operator));
    }

    /** Refuses a missing function where it was left out, not in a task. */
    static <F> F given(F f, Origin origin) {
        return Objects.requireNonNull(f, () -> origin + " was given null instead of a function");
    }
}
