// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of the user that return {@code null} where there must be something. */
@ExtendWith(NoThreadLeft.class)
class NullFunctionTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void shouldNameOperatorAndLineAndSayWhatToReturn(String operator, String remedy, Consumer<DStream<Integer>> program)
            throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            program.accept(harness.source(List.of(1, 2, 3)));

            Throwable thrown = catchThrowable(() -> harness.runBatches(1));

            assertThat(Told.by(thrown))
                    .startsWith("java.lang.NullPointerException")
                    .containsPattern(operator + " at NullFunctionTest\\.java:\\d+")
                    .contains("returned null", remedy);
            assertThat(harness.status().batches().failed()).isEqualTo(1);
        }
    }

    static Stream<Arguments> functions() {
        return Stream.concat(functionsOfRecords(), functionsOfPairs());
    }

    private static Stream<Arguments> functionsOfRecords() {
        return Stream.of(
                program(
                        "map",
                        "filter or flatMap",
                        ints -> ints.map(x -> nothing()).print()),
                program(
                        "flatMap",
                        "empty iterator",
                        ints -> ints.flatMap(x -> nothing()).print()),
                program(
                        "filter",
                        "true or false",
                        ints -> ints.filter(x -> nothing()).print()),
                program(
                        "mapToPair",
                        "filter or flatMap",
                        ints -> ints.mapToPair(x -> nothing()).print()),
                program(
                        "mapPartitions",
                        "empty iterator",
                        ints -> ints.mapPartitions(x -> nothing()).print()),
                program(
                        "reduce",
                        "return",
                        ints -> ints.reduce((a, b) -> nothing()).print()),
                program(
                        "transform",
                        "emptyRDD",
                        ints -> ints.transform(rdd -> nothing()).print()));
    }

    private static Stream<Arguments> functionsOfPairs() {
        return Stream.of(
                program(
                        "mapValues",
                        "return something",
                        ints -> pairs(ints).mapValues(x -> nothing()).print()),
                program(
                        "reduceByKey",
                        "return something",
                        ints -> pairs(ints).reduceByKey((a, b) -> nothing()).print()),
                program(
                        "updateStateByKey",
                        "return",
                        ints -> pairs(ints)
                                .updateStateByKey((values, state) -> nothing())
                                .print()),
                program(
                        "mapWithState",
                        "return",
                        ints -> pairs(ints)
                                .mapWithState(StateSpec.function((key, value, state) -> nothing()))
                                .print()),
                program(
                        "reduceByKeyAndWindow",
                        "return",
                        ints -> pairs(ints)
                                .reduceByKeyAndWindow((a, b) -> nothing(), Durations.seconds(2))
                                .print()));
    }

    private static PairDStream<Integer, Integer> pairs(DStream<Integer> ints) {
        return ints.mapToPair(x -> new Tuple2<>(0, x));
    }

    private static Arguments program(String operator, String remedy, Consumer<DStream<Integer>> program) {
        return Arguments.of(operator, remedy, program);
    }

    @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"}) // a user's code knows nothing of our annotations
    private static <T> T nothing() {
        return null;
    }
}
