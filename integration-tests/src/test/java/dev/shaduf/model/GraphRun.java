// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.InputDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/** Runs a graph as a program. */
final class GraphRun implements AutoCloseable {
    /** The time before the first batch. */
    static final long ZERO = 1_700_000_000_000L;

    private static final AtomicLong RUNS = new AtomicLong();

    private final String name = "run-" + RUNS.incrementAndGet();
    private final Graph graph;
    private final Path directory;
    private final StreamHarness harness;
    private final Map<Integer, DStreamLike<?, ?, ?>> streams = new HashMap<>();

    private GraphRun(Graph graph, Path directory) {
        this.graph = graph;
        this.directory = directory;
        this.harness = StreamHarness.builder()
                .master(graph.master())
                .clock(new ManualClock(ZERO))
                .conf("shaduf.batch.attempts", "20")
                .conf("shaduf.state.store", store(graph))
                .conf("shaduf.state.fraction", "0") // nothing that is on disk stays in the heap
                .conf("shaduf.local.dir", directory.toString())
                .detectStateMutation(graph.seed() % 2 == 0)
                .patience(Durations.minutes(2))
                .build();
    }

    /** Chooses where states are; on a cluster they are in the heap of the executors. */
    private static String store(Graph graph) {
        return graph.master().startsWith("local") && graph.seed() % 3 == 0 ? "disk" : "heap";
    }

    /** Runs all batches and returns what left through each output. */
    static Map<Output, Map<Integer, List<Object>>> run(Graph graph, Path parent) throws Exception {
        Path directory = Files.createTempDirectory(parent, "run");
        try (Pages pages = new Pages();
                GraphRun run = new GraphRun(graph, directory)) {
            return run.run(pages);
        }
    }

    private Map<Output, Map<Integer, List<Object>>> run(Pages pages) throws Exception {
        graph.faults().forEach((node, call) -> Faults.arm(Faults.place(name, node), call));
        harness.context().remember(Durations.seconds(2L * Leaving.SLICED));
        graph.nodes().forEach(node -> streams.put(node.id(), stream(node)));
        Map<Output, Leaving> leaving = new LinkedHashMap<>();
        for (Output output : graph.outputs()) {
            int fault = graph.faults().getOrDefault(output.node(), 0);
            leaving.put(output, Leaving.declare(output, streams.get(output.node()), harness, directory, pages, fault));
        }
        harness.runBatches(Graph.BATCHES);
        Map<Output, Map<Integer, List<Object>>> seen = new LinkedHashMap<>();
        for (Map.Entry<Output, Leaving> entry : leaving.entrySet()) {
            seen.put(entry.getKey(), entry.getValue().seen());
        }
        return seen;
    }

    private DStreamLike<?, ?, ?> stream(Node node) {
        if (node.operator().role() == Role.SOURCE) {
            return source(node);
        }
        List<DStreamLike<?, ?, ?>> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(streams.get(input)));
        return node.operator().build().at(new Site(harness.context(), node, inputs, Faults.place(name, node.id())));
    }

    private DStreamLike<?, ?, ?> source(Node node) {
        List<List<List<Object>>> batches = graph.input().get(node.id());
        if (node.operator().equals(Operators.VALUE_QUEUE)) {
            Queue<RDD<Object>> queue = new ArrayDeque<>();
            batches.forEach(batch -> queue.add(rdd(batch)));
            return harness.context().queueStream(queue);
        }
        MemorySource<Object> source = new MemorySource<>(name + "-" + node.id());
        batches.forEach(source::addPartitions);
        InputDStream<Object> stream = harness.stream(source);
        return node.operator().out() == Kind.VALUES ? stream : stream.mapToPair(GraphRun::pair);
    }

    private RDD<Object> rdd(List<List<Object>> batch) {
        return harness.context()
                .context()
                .parallelize(batch.stream().flatMap(List::stream).toList(), batch.size());
    }

    private static Tuple2<Object, Object> pair(Object record) {
        Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
        return Tuple2.of(pair._1(), pair._2());
    }

    @Override
    public void close() {
        Faults.disarm(name);
        harness.close();
    }
}
