// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.MapWithStateDStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Function4;
import dev.shaduf.function.Tuple2;
import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream of pairs. */
final class PairDStreamHandle<K, V> extends StreamHandle<Tuple2<K, V>, PairDStream<K, V>, PairRDD<K, V>>
        implements PairDStream<K, V> {
    PairDStreamHandle(StreamNode<PairRDD<K, V>> node) {
        super(node);
    }

    @Override
    PairDStream<K, V> handle(StreamNode<PairRDD<K, V>> of) {
        return new PairDStreamHandle<>(of);
    }

    @Override
    PairDStream<K, V> self() {
        return this;
    }

    @Override
    PairRDD<K, V> front(PlanNode plan) {
        return graph().factory().pairs(plan);
    }

    @Override
    @SuppressWarnings("unchecked") // an RDD of pairs is an RDD of records which are pairs
    public DStream<Tuple2<K, V>> toDStream() {
        StreamNode<?> node = node();
        return new DStreamHandle<>((StreamNode<RDD<Tuple2<K, V>>>) node);
    }

    @Override
    public Partitioner defaultPartitioner() {
        return new DefaultPartitioner(graph().defaultParallelism());
    }

    @Override
    public Partitioner hashPartitioner(int numPartitions) {
        if (numPartitions < 1) {
            throw new IllegalArgumentException("the operation at "
                    + Origins.here("hashPartitioner").site() + " is refused: " + numPartitions
                    + " partitions are asked for; at least 1 is needed");
        }
        return new HashPartitioner(numPartitions);
    }

    // ---- by key, batch by batch

    @Override
    public <U> PairDStream<K, U> mapValues(Function<V, U> f) {
        Operation operation = operation("mapValues");
        return new PairDStreamHandle<>(new MappedValuesStream<>(operation, node(), function(operation, f)));
    }

    @Override
    public <U> PairDStream<K, U> flatMapValues(FlatMapFunction<V, U> f) {
        Operation operation = operation("flatMapValues");
        return new PairDStreamHandle<>(new FlatMappedValuesStream<>(operation, node(), function(operation, f)));
    }

    @Override
    public PairDStream<K, Iterable<V>> groupByKey(Partitioner partitioner) {
        Operation operation = operation("groupByKey");
        return new PairDStreamHandle<>(
                new GroupedByKeyStream<>(operation, node(), Partitioning.of(operation, partitioner)));
    }

    @Override
    public PairDStream<K, V> reduceByKey(Function2<V, V, V> f, Partitioner partitioner) {
        Operation operation = operation("reduceByKey");
        return new PairDStreamHandle<>(new ReducedByKeyStream<>(
                operation, node(), function(operation, f), Partitioning.of(operation, partitioner)));
    }

    @Override
    public <C> PairDStream<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner,
            boolean mapSideCombine) {
        Operation operation = operation("combineByKey");
        var combination = new CombinedByKeyStream.Combination<>(
                operation.carried(createCombiner, "createCombiner function"),
                operation.carried(mergeValue, "mergeValue function"),
                operation.carried(mergeCombiners, "mergeCombiners function"),
                mapSideCombine);
        return new PairDStreamHandle<>(
                new CombinedByKeyStream<>(operation, node(), combination, Partitioning.of(operation, partitioner)));
    }

    // ---- two streams, batch by batch

    @Override
    public <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
            PairDStream<K, W> other, Partitioner partitioner) {
        return joined("cogroup", other, partitioner, PairRDD::cogroup);
    }

    @Override
    public <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other, Partitioner partitioner) {
        return joined("join", other, partitioner, PairRDD::join);
    }

    @Override
    public <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other, Partitioner partitioner) {
        return joined("leftOuterJoin", other, partitioner, PairRDD::leftOuterJoin);
    }

    @Override
    public <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other, Partitioner partitioner) {
        return joined("rightOuterJoin", other, partitioner, PairRDD::rightOuterJoin);
    }

    @Override
    public <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            PairDStream<K, W> other, Partitioner partitioner) {
        return joined("fullOuterJoin", other, partitioner, PairRDD::fullOuterJoin);
    }

    @SuppressWarnings("unchecked") // the node of a stream of pairs makes RDDs of them
    private <W, X> PairDStream<K, X> joined(
            String kind, PairDStream<K, W> other, Partitioner partitioner, JoinedStream.Join<K, V, W, X> join) {
        Operation operation = operation(kind);
        StreamNode<?> that = operation.readsBeside(node(), other);
        return new PairDStreamHandle<>(new JoinedStream<>(
                operation, node(), (StreamNode<PairRDD<K, W>>) that, join, Partitioning.of(operation, partitioner)));
    }

    // ---- windows

    @Override
    public PairDStream<K, Iterable<V>> groupByKeyAndWindow(
            Duration windowDuration, Duration slideDuration, Partitioner partitioner) {
        Operation operation = operation("groupByKeyAndWindow");
        Window window = Window.of(operation, node(), windowDuration, slideDuration);
        Partitioning partitioning = Partitioning.of(operation, partitioner);
        return new PairDStreamHandle<>(new GroupedWindowStream<>(
                operation, new GroupedByKeyStream<>(operation, node(), partitioning), window, partitioning));
    }

    @Override
    public PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc, Duration windowDuration, Duration slideDuration, Partitioner partitioner) {
        Operation operation = operation("reduceByKeyAndWindow");
        Window window = Window.of(operation, node(), windowDuration, slideDuration);
        return new PairDStreamHandle<>(new WindowReduceStream<>(
                operation, node(), function(operation, reduceFunc), window, Partitioning.of(operation, partitioner)));
    }

    @Override
    public PairDStream<K, V> reduceByKeyAndWindow(
            Function2<V, V, V> reduceFunc,
            Function2<V, V, V> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration,
            Partitioner partitioner,
            @Nullable Function<Tuple2<K, V>, Boolean> filterFunc) {
        Operation operation = operation("reduceByKeyAndWindow");
        Window window = Window.of(operation, node(), windowDuration, slideDuration);
        var functions = new InverseWindowStream.Functions<>(
                function(operation, reduceFunc), operation.carried(invReduceFunc, "inverse function"), filterFunc);
        if (filterFunc != null) {
            operation.carried(filterFunc, "filter function");
        } else {
            graph().hint(
                            operation,
                            "keeps every key for ever, as no filter is given; give a filterFunc to drop keys whose"
                                    + " value says that they are gone");
        }
        return new PairDStreamHandle<>(new InverseWindowStream<>(
                operation, node(), functions, window, Partitioning.of(operation, partitioner)));
    }

    // ---- state

    @Override
    public <S> PairDStream<K, S> updateStateByKey(
            Function2<List<V>, Optional<S>, Optional<S>> updateFunc, Partitioner partitioner) {
        return updated(withoutKey(updateFunc), partitioner, false, null);
    }

    @Override
    public <S> PairDStream<K, S> updateStateByKey(
            Function2<List<V>, Optional<S>, Optional<S>> updateFunc,
            Partitioner partitioner,
            PairRDD<K, S> initialRDD) {
        return updated(withoutKey(updateFunc), partitioner, true, initialRDD);
    }

    @Override
    public <S> PairDStream<K, S> updateStateByKey(
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> updateFunc, Partitioner partitioner) {
        return updated(updateFunc, partitioner, false, null);
    }

    @Override
    public <S> PairDStream<K, S> updateStateByKey(
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> updateFunc,
            Partitioner partitioner,
            PairRDD<K, S> initialRDD) {
        return updated(updateFunc, partitioner, true, initialRDD);
    }

    private static <K, V, S> @Nullable Function4<Time, K, List<V>, Optional<S>, Optional<S>> withoutKey(
            @Nullable Function2<List<V>, Optional<S>, Optional<S>> f) {
        return f == null ? null : (time, key, values, state) -> f.call(values, state);
    }

    private <S> PairDStream<K, S> updated(
            @Nullable Function4<Time, K, List<V>, Optional<S>, Optional<S>> f,
            Partitioner partitioner,
            boolean needsInitial,
            @Nullable PairRDD<K, S> initial) {
        Operation operation = operation("updateStateByKey");
        return new PairDStreamHandle<>(new UpdatedStateStream<>(
                operation,
                node(),
                function(operation, f),
                Partitioning.of(operation, partitioner),
                needsInitial ? operation.given(initial, "initial RDD") : null));
    }

    @Override
    public <S, M> MapWithStateDStream<K, V, S, M> mapWithState(StateSpec<K, V, S, M> spec) {
        Operation operation = operation("mapWithState");
        StateSpec<K, V, S, M> checked = operation.given(spec, "specification");
        function(operation, checked.function());
        checked.timeout().filter(timeout -> timeout.milliseconds() <= 0).ifPresent(timeout -> {
            throw operation.refused("its timeout is " + timeout + "; it must be greater than zero");
        });
        return new MapWithStateHandle<>(
                new MapWithStateStream<>(operation, node(), checked, Partitioning.of(operation, partitioner(checked))));
    }

    private Partitioner partitioner(StateSpec<K, V, ?, ?> spec) {
        return spec.partitioner()
                .orElseGet(
                        () -> spec.numPartitions() == 0 ? defaultPartitioner() : hashPartitioner(spec.numPartitions()));
    }
}
