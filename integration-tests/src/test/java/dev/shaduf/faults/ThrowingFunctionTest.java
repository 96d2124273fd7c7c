// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.StreamingContextState;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of the user that throw. */
@ExtendWith(NoThreadLeft.class)
class ThrowingFunctionTest {
    private static final Duration WINDOW = Durations.seconds(2);
    private static final Duration SLIDE = Durations.seconds(1);

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void shouldThrowTheUsersOwnExceptionWithOperatorAndLine(String operator, Consumer<DStream<Integer>> program)
            throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            program.accept(harness.source(List.of(1, 2, 3), List.of(4)));

            Throwable thrown = catchThrowable(() -> harness.runBatches(2));

            assertThat(thrown).isInstanceOf(IOException.class).hasMessage("of the user");
            assertThat(Told.by(thrown))
                    .containsPattern("in " + operator + " at ThrowingFunctionTest\\.java:\\d+")
                    .containsPattern("batch 1 \\(time .*\\), attempt 3");
            assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
            assertThat(harness.status().batches().failed()).isEqualTo(1);
            assertThat(harness.status().batches().retries()).isEqualTo(2);
        }
    }

    static Stream<Arguments> functions() {
        return Stream.concat(recordFunctions(), Stream.concat(keyFunctions(), batchFunctions()));
    }

    private static Stream<Arguments> recordFunctions() {
        return Stream.of(
                program("map", ints -> ints.map(x -> boom()).print()),
                program("flatMap", ints -> ints.flatMap(x -> boom()).print()),
                program("filter", ints -> ints.filter(x -> boom()).print()),
                program("mapToPair", ints -> ints.mapToPair(x -> boom()).print()),
                program("flatMapToPair", ints -> ints.flatMapToPair(x -> boom()).print()),
                program("mapPartitions", ints -> ints.mapPartitions(x -> boom()).print()),
                program("reduce", ints -> ints.reduce((a, b) -> boom()).print()),
                program(
                        "reduceByWindow",
                        ints -> ints.reduceByWindow((a, b) -> boom(), WINDOW, SLIDE)
                                .print()));
    }

    private static Stream<Arguments> keyFunctions() {
        return Stream.of(
                program("mapValues", ints -> pairs(ints).mapValues(x -> boom()).print()),
                program(
                        "flatMapValues",
                        ints -> pairs(ints).flatMapValues(x -> boom()).print()),
                program(
                        "reduceByKey",
                        ints -> pairs(ints).reduceByKey((a, b) -> boom()).print()),
                program(
                        "combineByKey",
                        ints -> pairs(ints)
                                .combineByKey(x -> boom(), (a, b) -> boom(), (a, b) -> boom(), new HashPartitioner(2))
                                .print()),
                program(
                        "reduceByKeyAndWindow",
                        ints -> pairs(ints)
                                .reduceByKeyAndWindow((a, b) -> boom(), WINDOW, SLIDE)
                                .print()),
                program(
                        "updateStateByKey",
                        ints -> pairs(ints)
                                .updateStateByKey((values, state) -> boom())
                                .print()),
                program(
                        "mapWithState",
                        ints -> pairs(ints)
                                .mapWithState(StateSpec.function((key, value, state) -> boom()))
                                .print()));
    }

    private static Stream<Arguments> batchFunctions() {
        return Stream.of(
                program("transform", ints -> ints.transform(rdd -> boom()).print()),
                program(
                        "foreachRDD",
                        ints -> ints.foreachRDD(rdd -> {
                            boom();
                        })),
                program("foreach", ints -> ints.foreachRDD(rdd -> rdd.foreach(x -> boom()))));
    }

    @Test
    void shouldThrowErrorsAsTheyAre() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.source(List.of(1)).map(ThrowingFunctionTest::deep).print();

            Throwable thrown = catchThrowable(() -> harness.runBatches(1));

            assertThat(thrown).isInstanceOf(StackOverflowError.class);
            assertThat(Told.by(thrown)).containsPattern("map at ThrowingFunctionTest\\.java:\\d+, partition 0");
        }
    }

    @Test
    void shouldNameTheOperatorOfAFailedAssertionInAFunctionOfBatches() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.source(List.of(1))
                    .transform(rdd -> {
                        throw new AssertionError("of the user");
                    })
                    .print();

            Throwable thrown = catchThrowable(() -> harness.runBatches(1));

            assertThat(thrown).isInstanceOf(AssertionError.class).hasMessage("of the user");
            assertThat(Told.by(thrown)).containsPattern("transform at ThrowingFunctionTest\\.java:\\d+");
        }
    }

    @Test
    void shouldNameTheOperatorAsTheUserDoes() throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.source(List.of(1)).map(x -> boom()).name("parse the line").print();

            assertThat(Told.by(() -> harness.runBatches(1))).contains("parse the line");
        }
    }

    private static PairDStream<Integer, Integer> pairs(DStream<Integer> ints) {
        return ints.mapToPair(x -> new Tuple2<>(0, x));
    }

    private static Arguments program(String operator, Consumer<DStream<Integer>> program) {
        return Arguments.of(operator, program);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // stands for whatever a function is to return
    private static <T> T boom() throws IOException {
        throw new IOException("of the user");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deep(int x) {
        return 1 + deep(x + 1);
    }
}
