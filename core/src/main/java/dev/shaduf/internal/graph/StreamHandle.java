// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.OutputOperation;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Function3;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.PairFunction;
import dev.shaduf.function.Tuple2;
import dev.shaduf.function.VoidFunction;
import dev.shaduf.function.VoidFunction2;
import dev.shaduf.internal.plugin.Doors;
import dev.shaduf.internal.plugin.Sinks;
import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.spi.Sink;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the program holds of a stream: each call adds operators to the graph behind this stream's own. */
abstract class StreamHandle<T, S extends DStreamLike<T, S, R>, R extends RDD<T>> implements DStreamLike<T, S, R> {
    private final StreamNode<R> node;

    StreamHandle(StreamNode<R> node) {
        this.node = node;
    }

    final StreamNode<R> node() {
        return node;
    }

    final DStreamGraph graph() {
        return node.graph();
    }

    /** Makes a handle of the same kind. */
    abstract S handle(StreamNode<R> of);

    /** Returns this handle by its public type. */
    abstract S self();

    /** Makes RDDs of the kind of this stream. */
    abstract R front(PlanNode plan);

    /** Begins an operation on this stream. */
    final Operation operation(String kind) {
        Operation operation = graph().operation(kind);
        operation.inputs().add(node.operation());
        return operation;
    }

    /** Checks a function that tasks call. */
    static <F> F function(Operation operation, @Nullable F f) {
        return operation.carried(f, "function");
    }

    // ---- record by record

    @Override
    public final <U> DStream<U> map(Function<T, U> f) {
        Operation operation = operation("map");
        return new DStreamHandle<>(new MappedStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final <K, V> PairDStream<K, V> mapToPair(PairFunction<T, K, V> f) {
        Operation operation = operation("mapToPair");
        return new PairDStreamHandle<>(new PairMappedStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final <U> DStream<U> flatMap(FlatMapFunction<T, U> f) {
        Operation operation = operation("flatMap");
        return new DStreamHandle<>(new FlatMappedStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final <K, V> PairDStream<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> f) {
        Operation operation = operation("flatMapToPair");
        return new PairDStreamHandle<>(new PairFlatMappedStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final S filter(Function<T, Boolean> f) {
        Operation operation = operation("filter");
        return handle(new FilteredStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final <U> DStream<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f) {
        Operation operation = operation("mapPartitions");
        return new DStreamHandle<>(new MappedPartitionsStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final <K, V> PairDStream<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> f) {
        Operation operation = operation("mapPartitionsToPair");
        return new PairDStreamHandle<>(new PairMappedPartitionsStream<>(operation, node, function(operation, f)));
    }

    @Override
    public final DStream<List<T>> glom() {
        return new DStreamHandle<>(new GlommedStream<>(operation("glom"), node));
    }

    @Override
    public final S repartition(int numPartitions) {
        Operation operation = operation("repartition");
        return handle(new RepartitionedStream<>(
                operation, node, Partitioning.of(operation, operation.hashPartitioner(numPartitions))));
    }

    @Override
    public final S union(S that) {
        Operation operation = operation("union");
        StreamNode<?> other = operation.readsBeside(node, that);
        return handle(new UnionStream<>(operation, List.of(node, other), this::front));
    }

    // ---- aggregation of a batch

    @Override
    public final DStream<Long> count() {
        Operation operation = operation("count");
        return new DStreamHandle<>(new ValuesStream<>(operation, new CountedStream<>(operation, node)));
    }

    @Override
    public final PairDStream<T, Long> countByValue() {
        return countByValue(new DefaultPartitioner(graph().defaultParallelism()), operation("countByValue"));
    }

    @Override
    public final PairDStream<T, Long> countByValue(int numPartitions) {
        Operation operation = operation("countByValue");
        return countByValue(operation.hashPartitioner(numPartitions), operation);
    }

    private PairDStream<T, Long> countByValue(Partitioner partitioner, Operation operation) {
        return new PairDStreamHandle<>(new ReducedByKeyStream<>(
                operation, ones(operation), Math::addExact, Partitioning.of(operation, partitioner)));
    }

    private StreamNode<PairRDD<T, Long>> ones(Operation operation) {
        return new PairMappedStream<>(operation, node, record -> new Tuple2<>(record, 1L));
    }

    @Override
    public final DStream<T> reduce(Function2<T, T, T> f) {
        Operation operation = operation("reduce");
        return new DStreamHandle<>(new ValuesStream<>(
                operation,
                new ReducedByKeyStream<>(
                        operation,
                        new SingleKeyStream<>(operation, node),
                        function(operation, f),
                        Partitioning.single(operation))));
    }

    // ---- windows

    @Override
    public final S window(Duration windowDuration) {
        return window(windowDuration, slideDuration());
    }

    @Override
    public final S window(Duration windowDuration, Duration slideDuration) {
        Operation operation = operation("window");
        Window window = Window.of(operation, node, windowDuration, slideDuration);
        return handle(new WindowedStream<>(operation, node, window, this::front));
    }

    @Override
    public final DStream<Long> countByWindow(Duration windowDuration, Duration slideDuration) {
        Operation operation = operation("countByWindow");
        Window window = Window.of(operation, node, windowDuration, slideDuration);
        return new DStreamHandle<>(new ValuesStream<>(
                operation,
                new InverseWindowStream<>(
                        operation,
                        new CountedStream<>(operation, node),
                        new InverseWindowStream.Functions<>(Math::addExact, Math::subtractExact, null),
                        window,
                        Partitioning.single(operation))));
    }

    @Override
    public final PairDStream<T, Long> countByValueAndWindow(Duration windowDuration, Duration slideDuration) {
        Operation operation = operation("countByValueAndWindow");
        return countByValueAndWindow(
                operation, windowDuration, slideDuration, new DefaultPartitioner(graph().defaultParallelism()));
    }

    @Override
    public final PairDStream<T, Long> countByValueAndWindow(
            Duration windowDuration, Duration slideDuration, int numPartitions) {
        Operation operation = operation("countByValueAndWindow");
        return countByValueAndWindow(
                operation, windowDuration, slideDuration, operation.hashPartitioner(numPartitions));
    }

    private PairDStream<T, Long> countByValueAndWindow(
            Operation operation, Duration length, Duration slide, Partitioner partitioner) {
        Window window = Window.of(operation, node, length, slide);
        return new PairDStreamHandle<>(new InverseWindowStream<>(
                operation,
                ones(operation),
                new InverseWindowStream.Functions<>(
                        Math::addExact, Math::subtractExact, valueAndCount -> valueAndCount._2() != 0),
                window,
                Partitioning.of(operation, partitioner)));
    }

    @Override
    public final DStream<T> reduceByWindow(
            Function2<T, T, T> reduceFunc, Duration windowDuration, Duration slideDuration) {
        Operation operation = operation("reduceByWindow");
        Window window = Window.of(operation, node, windowDuration, slideDuration);
        return new DStreamHandle<>(new ValuesStream<>(
                operation,
                new WindowReduceStream<>(
                        operation,
                        new SingleKeyStream<>(operation, node),
                        function(operation, reduceFunc),
                        window,
                        Partitioning.single(operation))));
    }

    @Override
    public final DStream<T> reduceByWindow(
            Function2<T, T, T> reduceFunc,
            Function2<T, T, T> invReduceFunc,
            Duration windowDuration,
            Duration slideDuration) {
        Operation operation = operation("reduceByWindow");
        Window window = Window.of(operation, node, windowDuration, slideDuration);
        return new DStreamHandle<>(new ValuesStream<>(
                operation,
                new InverseWindowStream<>(
                        operation,
                        new SingleKeyStream<>(operation, node),
                        new InverseWindowStream.Functions<>(
                                function(operation, reduceFunc),
                                operation.carried(invReduceFunc, "inverse function"),
                                null),
                        window,
                        Partitioning.single(operation))));
    }

    // ---- RDD by RDD

    @Override
    public final <U> DStream<U> transform(Function<R, RDD<U>> f) {
        Operation operation = operation("transform");
        Function<R, RDD<U>> body = operation.given(f, "function");
        return new DStreamHandle<>(transformed(operation, (rdd, time) -> body.call(rdd)));
    }

    @Override
    public final <U> DStream<U> transform(Function2<R, Time, RDD<U>> f) {
        Operation operation = operation("transform");
        return new DStreamHandle<>(transformed(operation, operation.given(f, "function")));
    }

    @Override
    public final <K, V> PairDStream<K, V> transformToPair(Function<R, PairRDD<K, V>> f) {
        Operation operation = operation("transformToPair");
        Function<R, PairRDD<K, V>> body = operation.given(f, "function");
        return new PairDStreamHandle<>(transformed(operation, (rdd, time) -> body.call(rdd)));
    }

    @Override
    public final <K, V> PairDStream<K, V> transformToPair(Function2<R, Time, PairRDD<K, V>> f) {
        Operation operation = operation("transformToPair");
        return new PairDStreamHandle<>(transformed(operation, operation.given(f, "function")));
    }

    @SuppressWarnings("unchecked") // the only parent is this stream's node
    private <X extends RDD<?>> StreamNode<X> transformed(Operation operation, Function2<R, Time, X> f) {
        return new TransformedStream<>(operation, List.of(node), (rdds, time) -> f.call((R) rdds.get(0), time));
    }

    @Override
    public final <U, W> DStream<W> transformWith(DStream<U> other, Function3<R, RDD<U>, Time, RDD<W>> f) {
        Operation operation = operation("transformWith");
        return new DStreamHandle<>(transformedWith(operation, other, f));
    }

    @Override
    public final <K, V, W> DStream<W> transformWith(
            PairDStream<K, V> other, Function3<R, PairRDD<K, V>, Time, RDD<W>> f) {
        Operation operation = operation("transformWith");
        return new DStreamHandle<>(transformedWith(operation, other, f));
    }

    @Override
    public final <U, K, V> PairDStream<K, V> transformWithToPair(
            DStream<U> other, Function3<R, RDD<U>, Time, PairRDD<K, V>> f) {
        Operation operation = operation("transformWithToPair");
        return new PairDStreamHandle<>(transformedWith(operation, other, f));
    }

    @Override
    public final <K2, V2, K, V> PairDStream<K, V> transformWithToPair(
            PairDStream<K2, V2> other, Function3<R, PairRDD<K2, V2>, Time, PairRDD<K, V>> f) {
        Operation operation = operation("transformWithToPair");
        return new PairDStreamHandle<>(transformedWith(operation, other, f));
    }

    @SuppressWarnings("unchecked") // the parents are this stream's node and the other's
    private <O extends RDD<?>, X extends RDD<?>> StreamNode<X> transformedWith(
            Operation operation, DStreamLike<?, ?, O> other, Function3<R, O, Time, X> f) {
        Function3<R, O, Time, X> body = operation.given(f, "function");
        StreamNode<?> that = operation.readsBeside(node, other);
        return new TransformedStream<>(
                operation, List.of(node, that), (rdds, time) -> body.call((R) rdds.get(0), (O) rdds.get(1), time));
    }

    // ---- outputs

    @Override
    public final OutputOperation foreachRDD(VoidFunction<R> f) {
        Operation operation = operation("foreachRDD");
        VoidFunction<R> body = operation.given(f, "function");
        return new ForeachOutput<>(operation, node, (rdd, time) -> body.call(rdd));
    }

    @Override
    public final OutputOperation foreachRDD(VoidFunction2<R, Time> f) {
        Operation operation = operation("foreachRDD");
        return new ForeachOutput<>(operation, node, operation.given(f, "function"));
    }

    @Override
    public final OutputOperation print(int num) {
        Operation operation = operation("print");
        if (num < 0) {
            throw operation.refused("it is to print " + num + " records; give 0 or more");
        }
        return new PrintOutput<>(operation, node, num);
    }

    @Override
    public final OutputOperation sinkTo(Sink<? super T> sink) {
        Operation operation = operation("sinkTo");
        return new SinkOutput<T, R>(operation, node, operation.sink(sink));
    }

    @Override
    @SuppressWarnings("unchecked") // a sink found by name takes any record, or fails at the first that it cannot take
    public final OutputOperation sinkTo(String sink, Map<String, String> options) {
        Operation operation = operation("sinkTo");
        Sink<?> found = Sinks.create(operation.given(sink, "id"), operation.given(options, "map of options"));
        return new SinkOutput<T, R>(operation, node, (Sink<? super T>) operation.sink(found));
    }

    @Override
    public final OutputOperation saveAsTextFiles(String prefix, String suffix) {
        Operation operation = operation("saveAsTextFiles");
        return new SinkOutput<T, R>(
                operation,
                node,
                operation.carried(
                        Doors.fileSinks().text(operation.given(prefix, "prefix"), operation.given(suffix, "suffix")),
                        "sink"));
    }

    @Override
    public final OutputOperation saveAsObjectFiles(String prefix, String suffix) {
        Operation operation = operation("saveAsObjectFiles");
        return new SinkOutput<T, R>(
                operation,
                node,
                Doors.fileSinks().objects(operation.given(prefix, "prefix"), operation.given(suffix, "suffix")));
    }

    // ---- looking back, keeping, naming

    @Override
    public final List<R> slice(Time fromTime, Time toTime) {
        Origin origin = Origins.here("slice");
        if (graph().isBuilding()) {
            throw new IllegalStateException(
                    origin + " is refused: there are no batches before the context has started");
        }
        try {
            return graph().slice(node, fromTime, toTime);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(origin + " was interrupted", e);
        } catch (Exception e) {
            throw OperatorException.of(origin, e);
        }
    }

    @Override
    public final S cache() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public final S persist() {
        return persist(StorageLevel.MEMORY_ONLY_SER);
    }

    @Override
    public final S persist(StorageLevel level) {
        Origin origin = Origins.here("persist");
        if (!graph().isBuilding()) {
            throw new UnsupportedOperationException(
                    origin + " is refused: the storage level of a stream cannot be changed"
                            + " after the context has started; persist the RDDs inside transform or foreachRDD instead");
        }
        if (level == null) {
            throw new IllegalArgumentException(origin + " is refused: the level is null; pass a StorageLevel");
        }
        node.persist(level);
        return self();
    }

    @Override
    public final S checkpoint(Duration interval) {
        Origin origin = Origins.here("checkpoint");
        graph().requireOpen(origin);
        Duration slide = node.slide();
        if (interval == null || interval.milliseconds() <= 0 || !interval.isMultipleOf(slide)) {
            throw new IllegalArgumentException(
                    origin + " is refused: " + interval + " is no multiple of " + slide + ", the slide of the stream");
        }
        graph().snapshotWithin(interval);
        return self();
    }

    @Override
    public final S deadLetters(Sink<? super DeadLetter> sink) {
        Operation operation = operation("deadLetters");
        Sink<? super DeadLetter> target = operation.sink(sink);
        new SinkOutput<DeadLetter, RDD<DeadLetter>>(operation, letters(operation), target);
        return self();
    }

    @Override
    public final S deadLetters(VoidFunction<DeadLetter> handler) {
        Operation operation = operation("deadLetters");
        VoidFunction<DeadLetter> body = operation.given(handler, "function");
        new ForeachOutput<>(operation, letters(operation), (letters, time) -> {
            for (DeadLetter letter : letters.collect()) {
                body.call(letter);
            }
        });
        return self();
    }

    private StreamNode<RDD<DeadLetter>> letters(Operation operation) {
        if (!node.handlesRecordsOneByOne()) {
            throw operation.refused(node.operation() + " does not handle records one by one; call it on"
                    + " map, flatMap, filter, mapToPair, flatMapToPair, mapValues, flatMapValues or a source");
        }
        return new DeadLetterStream(operation, node, node.deadLetters());
    }

    @Override
    public final S uid(String uid) {
        node.operation().uid(uid);
        return self();
    }

    @Override
    public final S name(String name) {
        node.operation().name(name);
        return self();
    }

    @Override
    public final Duration slideDuration() {
        return node.slide();
    }

    @Override
    public final String toString() {
        return node.operation().toString();
    }
}
