// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.OpenContext;
import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Drives a graph as the scheduler does: batch n is at n seconds, for n from 1, and each input gives it the n-th list.
 * Runs on the local engine with two threads and two partitions.
 */
final class GraphRun implements AutoCloseable {
    static final Duration BATCH = Durations.seconds(1);

    final ShadufContext context =
            new ShadufContext(new StreamingConf(false).setMaster("local[2]").setAppName("graph-test"));
    final RddFactory factory = OpenContext.rdds(context);
    final Engine engine = factory.engine();
    final UUID states = UUID.randomUUID();
    final DStreamGraph graph = new DStreamGraph(BATCH, factory, 2, states, Clock.system())
            .console(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    private final Map<Integer, FedSource<?>> sources = new HashMap<>();
    private int batches;
    private boolean started;

    /** Returns what makes the streams of inputs. */
    StreamFactory streams() {
        return graph.streams();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the arrays are only read
    final <T> DStream<T> input(List<T>... batches) {
        FedSource<T> source = new FedSource<>(List.of(batches), 2);
        var stream = graph.streams().sourceStream("stream", source);
        sources.put(stream.id(), source);
        return stream;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the arrays are only read
    final <K, V> PairDStream<K, V> pairs(List<Tuple2<K, V>>... batches) {
        return input(batches).mapToPair(pair -> pair);
    }

    /** Collects what a stream yields, by batch; to be called before the first batch. */
    <T, R extends RDD<T>> Map<Integer, List<T>> collect(DStreamLike<T, ?, R> stream) {
        Map<Integer, List<T>> results = new TreeMap<>();
        stream.foreachRDD((rdd, time) -> results.put((int) (time.milliseconds() / 1_000), rdd.collect()));
        return results;
    }

    /** Collects keys with their values. */
    <K, V> Map<Integer, Map<K, V>> collectMaps(PairDStream<K, V> stream) {
        Map<Integer, Map<K, V>> results = new TreeMap<>();
        stream.foreachRDD((rdd, time) -> {
            List<Tuple2<K, V>> pairs = rdd.collect();
            Map<K, V> map = new TreeMap<>();
            pairs.forEach(pair -> map.put(pair._1(), pair._2()));
            if (map.size() != pairs.size()) {
                throw new AssertionError("a key comes twice: " + pairs);
            }
            results.put((int) (time.milliseconds() / 1_000), map);
        });
        return results;
    }

    GraphRun start() {
        if (!started) {
            started = true;
            graph.start(new Time(0));
        }
        return this;
    }

    /** Runs some more batches. */
    GraphRun run(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            plan();
            attempt(1);
            complete();
        }
        return this;
    }

    /** Plans the next batch. */
    Time plan() {
        return plan(layout -> layout);
    }

    /** Plans the next batch with another layout than the program's. */
    Time plan(UnaryOperator<Layout> layout) {
        start();
        batches++;
        Map<String, InputPlan> plans = new HashMap<>();
        sources.forEach((id, source) -> plans.put(graph.inputs().get(id).uid(), source.plan(batches - 1)));
        for (InputNode input : graph.inputs()) {
            if (input instanceof QueueStream<?> queue) {
                plans.put(input.uid(), queue.plan());
            }
        }
        graph.assign(time(), plans, layout.apply(graph.layout()));
        return time();
    }

    /** Lets a time pass without a batch. */
    void passOver() {
        start();
        batches++;
    }

    Time time() {
        return time(batches);
    }

    static Time time(int batch) {
        return new Time(batch * 1_000L);
    }

    JobScope scope(int attempt) {
        return JobScope.ofBatch(new BatchId(states, batches), time(), attempt, "graph-test");
    }

    /** Runs the planned batch up to its end, or to the first failure. */
    void attempt(int attempt) throws Exception {
        JobScope scope = scope(attempt);
        try (var entered = factory.enter(scope)) {
            for (StateUpdateNode update : graph.updates(time())) {
                engine.update(update, scope, states);
            }
            for (OutputJob output : graph.jobs(time())) {
                output.run(scope);
            }
        } finally {
            engine.end(scope);
        }
    }

    /** Undoes a failed attempt. */
    void undo() {
        engine.rollback(states, time());
        graph.discard(time());
    }

    void complete() {
        engine.publish(states, time());
        graph.forget(time());
        engine.retain(states, graph.oldestNeeded(time()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the arrays are only read
    static <T> List<T> batch(T... records) {
        return new ArrayList<>(Arrays.asList(records));
    }

    static <K, V> Tuple2<K, V> pair(K key, V value) {
        return new Tuple2<>(key, value);
    }

    @Override
    public void close() {
        graph.stop();
        engine.drop(states);
        context.close();
    }
}
