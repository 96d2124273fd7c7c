// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.ReceiverInputDStream;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Parcel;
import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.BlockStore;
import dev.shaduf.internal.block.PackedReceiver;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InputsTest {
    private final GraphRun run = new GraphRun();

    @AfterEach
    void close() {
        run.close();
    }

    private Queue<RDD<Integer>> queue() {
        return new ArrayDeque<>(List.of(
                run.context.parallelize(List.of(1, 2)),
                run.context.parallelize(List.of(3)),
                run.context.parallelize(List.of(4))));
    }

    @Test
    void shouldTakeOneRddOfAQueuePerBatch() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(run.graph.streams().queueStream(queue(), true, null));
        run.run(4);
        assertThat(out).isEqualTo(Map.of(1, List.of(1, 2), 2, List.of(3), 3, List.of(4), 4, List.of()));
    }

    @Test
    void shouldTakeAllRddsOfAQueueAtOnce() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(run.graph.streams().queueStream(queue(), false, null));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(1, 2, 3, 4), 2, List.of()));
    }

    @Test
    void shouldFallBackToTheDefaultRddOnceTheQueueIsEmpty() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(
                run.graph.streams().queueStream(new ArrayDeque<>(), true, run.context.parallelize(List.of(0))));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(0), 2, List.of(0)));
    }

    @Test
    void shouldNotSeeWhatIsAddedToTheQueueLater() throws Exception {
        Queue<RDD<Integer>> queue = queue();
        Map<Integer, List<Integer>> out = run.collect(run.graph.streams().queueStream(queue, true, null));
        queue.add(run.context.parallelize(List.of(9)));
        run.run(4);
        assertThat(out.get(4)).isEmpty();
    }

    @Test
    void shouldWindowOverAQueue() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(run.graph.streams().queueStream(queue(), true, null).window(Durations.seconds(2)));
        run.run(4);
        assertThat(out).isEqualTo(Map.of(1, List.of(1, 2), 2, List.of(1, 2, 3), 3, List.of(3, 4), 4, List.of(4)));
    }

    @Test
    void shouldMakeOnePartitionOfEachBlock() throws Exception {
        Blocks blocks = new Blocks();
        ReceiverInputDStream<Integer> stream = run.graph.streams().receiverStream("receiverStream", new Idle());
        Map<Integer, List<List<Integer>>> out = run.collect(stream.glom());
        run.start();
        attach(blocks);
        run.graph.assign(
                GraphRun.time(1),
                Map.of("input-0", new InputPlan.Blocks(List.of(blocks.add(0, 1, 2), blocks.add(1, 3)))),
                run.graph.layout());
        runAssigned(1);
        assertThat(out.get(1)).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void shouldDropBlocksOnlyWhenNoWindowNeedsThem() throws Exception {
        Blocks blocks = new Blocks();
        DStream<Integer> stream = run.graph.streams().receiverStream("receiverStream", new Idle());
        Map<Integer, List<Integer>> out = run.collect(stream.window(Durations.seconds(3)));
        run.start();
        attach(blocks);
        for (int batch = 1; batch <= 5; batch++) {
            run.graph.assign(
                    GraphRun.time(batch),
                    Map.of("input-0", new InputPlan.Blocks(List.of(blocks.add(batch, batch)))),
                    run.graph.layout());
            runAssigned(batch);
            run.graph.forget(GraphRun.time(batch));
        }
        assertThat(out.get(5)).containsExactly(3, 4, 5);
        assertThat(blocks.stored.keySet()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void shouldNotKeepTheBlocksOfAWindowTwice() {
        var stream = (ReceiverInputHandle<Integer>) run.graph.streams().receiverStream("receiverStream", new Idle());
        stream.window(Durations.seconds(3));
        assertThat(stream.node().level()).isEqualTo(StorageLevel.NONE);
    }

    @Test
    void shouldSayThatAReceiverIsNotRunningWhenItsBlocksAreMissing() throws Exception {
        run.graph.streams().receiverStream("receiverStream", new Idle()).print();
        run.start();
        run.graph.assign(
                GraphRun.time(1),
                Map.of("input-0", new InputPlan.Blocks(List.of(new BlockInfo(new BlockId(0, 0), 1, 1)))),
                run.graph.layout());
        assertThatThrownBy(() -> runAssigned(1)).hasStackTraceContaining("is not running");
    }

    @Test
    void shouldDescribeInputs() {
        run.graph.streams().receiverStream("socketTextStream", new Idle()).uid("lines");
        var second = run.graph
                .streams()
                .sourceStream("stream", new FedSource<>(List.of(), 1))
                .name("orders");
        run.graph.streams().queueStream(queue(), true, null);
        List<InputNode> inputs = run.graph.inputs();
        assertThat(inputs).extracting(InputNode::id).containsExactly(0, 1, 2);
        assertThat(inputs).extracting(InputNode::name).containsExactly("Idle", "orders", "queueStream");
        assertThat(inputs).extracting(InputNode::uid).containsExactly("lines", "input-1", "input-2");
        assertThat(inputs.get(0).origin().toString()).startsWith("socketTextStream at InputsTest.java:");
        assertThat(((InputHandle<?>) second).id()).isEqualTo(1);
    }

    @Test
    void shouldNameTheInputWhoseReaderFails() throws Exception {
        run.input(Arrays.asList(1, null)).print();
        run.plan();
        assertThatThrownBy(() -> run.attempt(1))
                .isInstanceOf(OperatorException.class)
                .hasStackTraceContaining("in stream at GraphRun.java:")
                .hasStackTraceContaining("null record");
    }

    private void attach(Blocks blocks) {
        ((ReceiverStream<?>) run.graph.inputs().get(0)).attach(blocks);
    }

    private void runAssigned(int batch) throws Exception {
        var scope = dev.shaduf.engine.JobScope.ofBatch(
                new dev.shaduf.time.BatchId(run.states, batch), GraphRun.time(batch), 1, "graph-test");
        run.graph.updates(GraphRun.time(batch));
        for (OutputJob job : run.graph.jobs(GraphRun.time(batch))) {
            job.run(scope);
        }
    }

    private static final class Idle extends Receiver<Integer> {
        Idle() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}
    }

    private static final class Blocks implements BlockStore {
        private final Map<Long, Object[]> stored = new ConcurrentHashMap<>();

        BlockInfo add(long number, Object... records) {
            stored.put(number, records);
            return new BlockInfo(new BlockId(0, number), records.length, 1);
        }

        @Override
        public Input open(BlockId id) {
            return Input.of(new ArrayList<>(Arrays.asList(stored.get(id.number()))).iterator());
        }

        @Override
        public Optional<Parcel> parcel(BlockId id, PackedReceiver receiver) {
            return Optional.empty();
        }

        @Override
        public void drop(BlockId id) {
            stored.remove(id.number());
        }

        @Override
        public void close() {}
    }
}
