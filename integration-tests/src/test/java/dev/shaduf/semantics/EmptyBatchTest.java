// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation yields for batches without records. */
@SemanticsTest
class EmptyBatchTest {
    /** An operation on a stream of pairs. */
    @FunctionalInterface
    interface Use {
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input);
    }

    private static Arguments yieldsNothing(String name, Use use) {
        return arguments(name, use, "");
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                yieldsNothing("map", in -> in.map(Tuple2::_1)),
                yieldsNothing("mapToPair", in -> in.mapToPair(Tuple2::swap)),
                yieldsNothing("flatMap", in -> in.flatMap(pair -> List.of(pair).iterator())),
                yieldsNothing(
                        "flatMapToPair",
                        in -> in.flatMapToPair(pair -> List.of(pair).iterator())),
                yieldsNothing("filter", in -> in.filter(pair -> true)),
                yieldsNothing("mapPartitions", in -> in.mapPartitions(pairs -> pairs)),
                yieldsNothing("mapPartitionsToPair", in -> in.mapPartitionsToPair(pairs -> pairs)),
                yieldsNothing("mapValues", in -> in.mapValues(value -> value + 1)),
                yieldsNothing(
                        "flatMapValues",
                        in -> in.flatMapValues(value -> List.of(value).iterator())),
                yieldsNothing("repartition", in -> in.repartition(3)),
                yieldsNothing("union", in -> in.union(in)),
                yieldsNothing("countByValue", in -> in.countByValue()),
                yieldsNothing("reduce", in -> in.map(Tuple2::_2).reduce(Integer::sum)),
                yieldsNothing("reduceByKey", in -> in.reduceByKey(Integer::sum)),
                yieldsNothing("groupByKey", in -> in.groupByKey()),
                yieldsNothing(
                        "combineByKey",
                        in -> in.combineByKey(value -> value, Integer::sum, Integer::sum, new HashPartitioner(2))),
                yieldsNothing("cogroup", in -> in.cogroup(in)),
                yieldsNothing("join", in -> in.join(in)),
                yieldsNothing("leftOuterJoin", in -> in.leftOuterJoin(in)),
                yieldsNothing("rightOuterJoin", in -> in.rightOuterJoin(in)),
                yieldsNothing("fullOuterJoin", in -> in.fullOuterJoin(in)),
                yieldsNothing("window", in -> in.window(seconds(2))),
                yieldsNothing(
                        "reduceByWindow",
                        in -> in.map(Tuple2::_2).reduceByWindow(Integer::sum, seconds(2), seconds(1))),
                yieldsNothing(
                        "reduceByWindow with an inverse",
                        in -> in.map(Tuple2::_2).reduceByWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1))),
                yieldsNothing("countByValueAndWindow", in -> in.countByValueAndWindow(seconds(2), seconds(1))),
                yieldsNothing("groupByKeyAndWindow", in -> in.groupByKeyAndWindow(seconds(2))),
                yieldsNothing("reduceByKeyAndWindow", in -> in.reduceByKeyAndWindow(Integer::sum, seconds(2))),
                yieldsNothing(
                        "reduceByKeyAndWindow with an inverse",
                        in -> in.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1))),
                yieldsNothing("updateStateByKey", in -> in.updateStateByKey(UpdateStateByKeyTest::sum)),
                yieldsNothing(
                        "mapWithState",
                        in -> in.mapWithState(
                                StateSpec.<String, Integer, Integer, String>function(MapWithStateTest::running))),
                yieldsNothing(
                        "stateSnapshots",
                        in -> in.mapWithState(
                                        StateSpec.<String, Integer, Integer, String>function(MapWithStateTest::running))
                                .stateSnapshots()),
                yieldsNothing("transform", in -> in.transform(rdd -> rdd.keys())),
                yieldsNothing("transformToPair", in -> in.transformToPair(rdd -> rdd.sortByKey())),
                yieldsNothing("transformWith", in -> in.transformWith(in, (a, b, time) -> a.union(b))),
                yieldsNothing("persist", in -> in.persist()),
                arguments("count", (Use) in -> in.count(), "0"),
                arguments("countByWindow", (Use) in -> in.countByWindow(seconds(2), seconds(1)), "0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldYieldThisForEveryEmptyBatch(String name, Use use, String expected) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            var sink = harness.collect(use.on(pairs(harness)));

            harness.runBatches(3);

            assertThat(said(sink)).as(name).containsExactly(expected, expected, expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldYieldSomethingForABatchWithARecordAmongThem(String name, Use use) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            var sink = harness.collect(use.on(pairs(harness, "", "a1", "")));

            harness.runBatches(3);

            assertThat(said(sink).get(1)).as(name).isNotEmpty().isNotEqualTo("0");
        }
    }
}
