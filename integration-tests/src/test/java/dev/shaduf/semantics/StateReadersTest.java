// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stateful operators whoever reads them: the state is updated once per batch, and a batch that is read later is the same. */
@SemanticsTest
class StateReadersTest {
    private static final String[] BATCHES = StatefulOperator.BATCHES.toArray(String[]::new);

    /** What the operator yields when one output reads it. */
    private static List<String> expected(StatefulOperator operator) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            CollectingSink<?> sink = harness.collect(operator.on(input(harness), new Fault()));
            harness.runBatches(BATCHES.length);
            return said(sink);
        }
    }

    private static PairDStream<String, Integer> input(StreamHarness harness) {
        return Semantics.pairs(harness, BATCHES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameToTwoOutputs(StatefulOperator operator) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            DStreamLike<?, ?, ?> stream = operator.on(input(harness), new Fault());
            CollectingSink<?> first = harness.collect(stream);
            CollectingSink<?> second = harness.collect(stream);
            harness.runBatches(BATCHES.length);

            assertThat(said(first)).isEqualTo(expected(operator));
            assertThat(said(second)).isEqualTo(said(first));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldUpdateAllPartitionsWhenPrintTakesOneRecord(StatefulOperator operator) throws Exception {
        try (StreamHarness harness = Semantics.harness();
                Printed printed = new Printed()) {
            DStreamLike<?, ?, ?> stream = operator.on(input(harness), new Fault());
            stream.print(1);
            List<String> last = new ArrayList<>();
            stream.foreachRDD((rdd, time) -> {
                if (time.equals(batch(BATCHES.length))) {
                    last.add(said(rdd.collect()));
                }
            });
            harness.runBatches(BATCHES.length);

            assertThat(last).containsExactly(expected(operator).get(BATCHES.length - 1));
            assertThat(printed.text()).contains("Time: " + batch(1).milliseconds() + " ms");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheBatchesOfAWindowOverIt(StatefulOperator operator) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            CollectingSink<?> sink =
                    harness.collect(operator.on(input(harness), new Fault()).window(seconds(3), seconds(2)));
            harness.runBatches(BATCHES.length);

            List<String> each = expected(operator);
            assertThat(said(sink))
                    .containsExactly(
                            merged(each.subList(0, 2)),
                            merged(each.subList(1, 4)),
                            merged(each.subList(3, 6)),
                            merged(each.subList(5, 8)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheBatchesOfAWindowOverItWhenTheBatchIsTriedAgain(StatefulOperator operator) throws Exception {
        Fault fault = new Fault();
        try (StreamHarness harness = Semantics.harness()) {
            CollectingSink<?> sink = harness.collect(
                    operator.on(input(harness), new Fault()).window(seconds(3)).map(fault::pass));
            for (int i = 0; i < BATCHES.length; i++) {
                fault.arm();
                harness.runBatches(1);
            }

            List<String> each = expected(operator);
            assertThat(fault.thrown()).isPositive();
            for (int i = 0; i < BATCHES.length; i++) {
                assertThat(said(sink).get(i)).isEqualTo(merged(each.subList(Math.max(0, i - 2), i + 1)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveOlderBatchesWithSlice(StatefulOperator operator) throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            harness.context().remember(seconds(20));
            DStreamLike<?, ?, ?> stream = operator.on(input(harness), new Fault());
            stream.foreachRDD(rdd -> {});
            harness.runBatches(BATCHES.length);

            List<String> sliced = new ArrayList<>();
            for (Object rdd : stream.slice(batch(1), batch(BATCHES.length))) {
                sliced.add(said(((RDD<?>) rdd).collect()));
            }
            assertThat(sliced).isEqualTo(expected(operator));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheOlderBatchWithSliceWhenTheBatchIsTriedAgain(StatefulOperator operator) throws Exception {
        Fault fault = new Fault();
        List<String> older = new ArrayList<>();
        try (StreamHarness harness = Semantics.harness()) {
            harness.context().remember(seconds(20));
            DStreamLike<?, ?, ?> stream = operator.on(input(harness), new Fault());
            stream.foreachRDD((rdd, time) -> {
                rdd.count();
                fault.strike();
                for (Object before : stream.slice(time.minus(seconds(1)), time.minus(seconds(1)))) {
                    older.add(said(((RDD<?>) before).collect()));
                }
            });
            for (int i = 0; i < BATCHES.length; i++) {
                fault.arm();
                harness.runBatches(1);
            }
        }

        assertThat(fault.thrown()).isPositive();
        assertThat(older).isEqualTo(expected(operator).subList(0, BATCHES.length - 1));
    }

    private static String merged(List<String> batches) {
        List<String> words = new ArrayList<>();
        batches.forEach(batch -> words.addAll(Arrays.asList(batch.split(" "))));
        words.removeAll(Collections.singleton(""));
        return words.stream().sorted().collect(Collectors.joining(" "));
    }
}
