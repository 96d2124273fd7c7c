// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Function;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private final GraphRun run = new GraphRun();
    private final DStream<Integer> numbers = run.input(batch(1));
    private final PairDStream<String, Integer> pairs = run.pairs(batch(pair("a", 1)));

    @AfterEach
    void close() {
        run.close();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String operator, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(operator + " at RefusalsTest.java:");
    }

    @Test
    void shouldRefuseAWindowThatIsNoMultipleOfTheParentsSlide() {
        assertRefused("window", () -> numbers.window(Durations.milliseconds(2_500)))
                .hasMessageContaining("2500 ms")
                .hasMessageContaining("1000 ms, the slide of its parent (stream at")
                .hasMessageContaining("use 2000 ms or 3000 ms");
    }

    @Test
    void shouldRefuseAReceiverThatIsThatOfAnotherStream() {
        Receiver<String> receiver = new SilentReceiver();
        StreamFactory streams = run.streams();
        streams.receiverStream("receiverStream", receiver);

        assertRefused("receiverStream", () -> streams.receiverStream("receiverStream", receiver))
                .hasMessageContaining("receiver 'SilentReceiver' is that of another stream already");
    }

    private static final class SilentReceiver extends Receiver<String> {
        SilentReceiver() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}
    }

    @Test
    void shouldRefuseAStateWithoutPartitions() {
        assertThatThrownBy(() -> StateSpec.<String, Integer, Integer, Integer>function((key, value, state) -> 1)
                        .numPartitions(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numPartitions(0) is refused: at least 1 is needed");
    }

    @Test
    void shouldMeasureAWindowOfAWindowByTheSlideOfTheFirst() {
        DStream<Integer> window = numbers.window(Durations.seconds(2), Durations.seconds(2));
        assertRefused("window", () -> window.window(Durations.seconds(3))).hasMessageContaining("2000 ms");
    }

    @Test
    void shouldReportAllFaultsOfAWindowAtOnce() {
        assertRefused("window", () -> numbers.window(Durations.milliseconds(0), Durations.milliseconds(-1_000)))
                .hasMessageContaining("the length of the window, 0 ms")
                .hasMessageContaining("the slide of the window, -1000 ms")
                .hasMessageContaining("use 1000 ms");
    }

    @Test
    void shouldCheckTheWindowOfEveryWindowedOperation() {
        Duration bad = Durations.milliseconds(1_500);
        Duration good = Durations.seconds(1);
        assertRefused("countByWindow", () -> numbers.countByWindow(bad, good));
        assertRefused("countByValueAndWindow", () -> numbers.countByValueAndWindow(bad, good));
        assertRefused("countByValueAndWindow", () -> numbers.countByValueAndWindow(good, bad, 2));
        assertRefused("reduceByWindow", () -> numbers.reduceByWindow(Integer::sum, bad, good));
        assertRefused("reduceByWindow", () -> numbers.reduceByWindow(Integer::sum, (a, b) -> a - b, good, bad));
        assertRefused("reduceByKeyAndWindow", () -> pairs.reduceByKeyAndWindow(Integer::sum, bad));
        assertRefused(
                "reduceByKeyAndWindow", () -> pairs.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, bad, good));
        assertRefused("groupByKeyAndWindow", () -> pairs.groupByKeyAndWindow(good, bad));
    }

    @Test
    void shouldRefuseStreamsWithDifferentSlides() {
        DStream<Integer> slow = numbers.window(Durations.seconds(2), Durations.seconds(2));
        PairDStream<String, Integer> slowPairs = pairs.window(Durations.seconds(2), Durations.seconds(2));
        assertRefused("union", () -> numbers.union(slow))
                .hasMessageContaining("different slides")
                .hasMessageContaining("1000 ms")
                .hasMessageContaining("2000 ms");
        assertRefused("union", () -> run.graph.streams().union(List.of(slow, numbers)));
        assertRefused("join", () -> pairs.join(slowPairs));
        assertRefused("cogroup", () -> slowPairs.cogroup(pairs));
        assertRefused("transformWith", () -> numbers.<Integer, Integer>transformWith(slow, (a, b, time) -> a));
        assertRefused("transform", () -> run.graph.streams().transform(List.of(numbers, slow), (rdds, time) -> null));
    }

    @Test
    void shouldRefuseStreamsOfDifferentContexts() {
        try (GraphRun other = new GraphRun()) {
            DStream<Integer> foreign = other.input(batch(1));
            assertRefused("union", () -> numbers.union(foreign)).hasMessageContaining("another context");
            assertRefused("join", () -> pairs.join(other.pairs(batch(pair("a", 1)))));
        }
    }

    @Test
    void shouldRefuseAnEmptyListOfStreams() {
        assertRefused("union", () -> run.graph.streams().union(List.<DStream<Integer>>of()));
        assertRefused("transform", () -> run.graph.streams().transform(List.of(), (rdds, time) -> null));
    }

    @Test
    void shouldRefuseFunctionsThatAreNull() {
        assertRefused("map", () -> numbers.map(missing())).hasMessageContaining("the function is null");
        assertRefused("filter", () -> numbers.filter(missing()));
        assertRefused("reduce", () -> numbers.reduce(missing()));
        assertRefused(
                "transform",
                () -> numbers.transform(
                        RefusalsTest.<Function<dev.shaduf.rdd.RDD<Integer>, dev.shaduf.rdd.RDD<Integer>>>missing()));
        assertRefused(
                "foreachRDD",
                () -> numbers.foreachRDD(
                        RefusalsTest.<dev.shaduf.function.VoidFunction<dev.shaduf.rdd.RDD<Integer>>>missing()));
        assertRefused("reduceByKey", () -> pairs.reduceByKey(missing()));
        assertRefused("mapValues", () -> pairs.mapValues(missing()));
        assertRefused("mapWithState", () -> pairs.mapWithState(missing()));
        assertRefused(
                "updateStateByKey",
                () ->
                        pairs.updateStateByKey(RefusalsTest
                                .<dev.shaduf.function.Function2<List<Integer>, Optional<Integer>, Optional<Integer>>>
                                        missing()));
        assertRefused("sinkTo", () -> numbers.sinkTo(missing()));
        assertRefused("union", () -> numbers.union(missing()));
        assertRefused("groupByKey", () -> pairs.groupByKey(RefusalsTest.<Partitioner>missing()));
    }

    // The compiler knows that these are not to be null; a program in another language, or without its checks, does not.
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return null;
    }

    @Test
    void shouldRefuseFewerThanOnePartition() {
        assertRefused("repartition", () -> numbers.repartition(0)).hasMessageContaining("at least 1");
        assertRefused("countByValue", () -> numbers.countByValue(-1));
        assertThatThrownBy(() -> pairs.groupByKey(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RefusalsTest.java:");
    }

    @Test
    void shouldRefuseToPrintANegativeNumber() {
        assertRefused("print", () -> numbers.print(-1)).hasMessageContaining("-1");
    }

    @Test
    void shouldRefuseATimeoutOfZero() {
        StateSpec<String, Integer, Integer, Integer> spec = StateSpec.<String, Integer, Integer, Integer>function(
                        (key, value, state) -> 0)
                .timeout(Durations.seconds(0));
        assertRefused("mapWithState", () -> pairs.mapWithState(spec)).hasMessageContaining("timeout");
    }

    @Test
    void shouldRefuseABatchIntervalOfZero() {
        assertThatThrownBy(() -> new DStreamGraph(new Duration(0), run.factory, 1, UUID.randomUUID(), Clock.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 ms");
    }

    @Test
    void shouldRefuseAdditionsAfterTheStart() {
        numbers.print();
        run.start();
        assertThatThrownBy(() -> numbers.map(n -> n))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("map at RefusalsTest.java:")
                .hasMessageContaining("cannot be added after the context has started");
        assertThatThrownBy(() -> numbers.print())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("print at");
        assertThatThrownBy(() -> run.input(batch(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> numbers.uid("late")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run.graph.remember(Durations.seconds(5))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseAdditionsAfterTheStop() {
        run.graph.stop();
        assertThatThrownBy(() -> numbers.map(n -> n))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be added after the context has stopped");
        assertThatThrownBy(() -> run.graph.start(new Time(0))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseToPersistAfterTheStart() {
        run.start();
        assertThatThrownBy(() -> numbers.persist(StorageLevel.DISK_ONLY))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("persist at RefusalsTest.java:");
        assertThatThrownBy(() -> numbers.cache()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldRefuseToRememberTwice() {
        run.graph.remember(Durations.seconds(10));
        assertThatThrownBy(() -> run.graph.remember(Durations.seconds(20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10000 ms");
    }

    @Test
    void shouldRefuseToRememberForNoTime() {
        assertThatThrownBy(() -> run.graph.remember(Durations.seconds(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remember at RefusalsTest.java:");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000, 500, 1_500})
    void shouldRefuseATimeBetweenCheckpointsThatIsNoMultipleOfTheSlide(long millis) {
        assertThatThrownBy(() -> numbers.checkpoint(new Duration(millis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkpoint at RefusalsTest.java:")
                .hasMessageContaining("1000 ms");
    }

    @Test
    void shouldRefuseToSliceBeforeTheStart() {
        assertThatThrownBy(() -> numbers.slice(new Time(0), new Time(1_000)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("slice at RefusalsTest.java:");
    }

    @Test
    void shouldFindThatThereIsNothingToDo() {
        assertThat(run.graph.faults())
                .singleElement()
                .asString()
                .contains("No output operations registered, so nothing to execute")
                .contains("foreachRDD");
    }

    @Test
    void shouldReportAllFaultsOfNamesAtOnce() {
        numbers.map(n -> n).uid("twice").print().uid("twice");
        pairs.updateStateByKey((values, state) -> Optional.of(1)).uid("not allowed!");
        assertThat(run.graph.faults()).hasSize(2);
        assertThat(run.graph.faults().get(0)).contains("'twice'", "map at RefusalsTest.java:", "print at");
        assertThat(run.graph.faults().get(1)).contains("'not allowed!'", "updateStateByKey at", "letters, digits");
    }

    @Test
    void shouldFindNoFaultInASoundGraph() {
        numbers.print();
        assertThat(run.graph.faults()).isEmpty();
    }

    @Test
    void shouldRefuseABatchAtATimeThatIsNone() {
        numbers.print();
        run.start();
        assertThatThrownBy(() -> run.graph.assign(new Time(0), java.util.Map.of(), run.graph.layout()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0 ms");
    }

    @Test
    void shouldRefuseAPlanForAnInputThatDoesNotExist() {
        run.start();
        assertThatThrownBy(() -> run.graph.assign(
                        new Time(1_000), java.util.Map.of("input-7", new InputPlan.Nothing()), run.graph.layout()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[input-7]");
    }

    @Test
    void shouldRefuseALayoutThatTheProgramsPartitionerCannotKeep() throws Exception {
        Partitioner own = new Partitioner() {
            @Override
            public int numPartitions() {
                return 3;
            }

            @Override
            public int getPartition(Object key) {
                return 0;
            }
        };
        pairs.reduceByKey(Integer::sum, own).print();
        pairs.reduceByKey(Integer::sum, new HashPartitioner(3)).print();
        run.plan(layout -> new Layout(java.util.Map.of("input-1.reduceByKey", 4, "input-1.reduceByKey-2", 5)));
        assertThatThrownBy(() -> run.attempt(1)).hasStackTraceContaining("was planned with 4 partitions");
    }
}
