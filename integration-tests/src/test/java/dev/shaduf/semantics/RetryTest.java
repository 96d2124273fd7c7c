// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.SinkFault;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Stateful operators under failures: what they yield is what they would have yielded without any. */
@SemanticsTest
class RetryTest {
    private static final int ATTEMPTS_THAT_MAY_FAIL = 2;

    /** Fails once in each batch, in turn one attempt or two; expects the results of a run without failures. */
    private static void expectTheSame(StatefulOperator operator, Build build) throws Exception {
        List<List<String>> expected = run(operator, build, (fault, batch) -> {});
        Fault[] used = new Fault[1];

        List<List<String>> seen = run(operator, build, (fault, batch) -> {
            used[0] = fault;
            fault.arm(1 + batch % ATTEMPTS_THAT_MAY_FAIL);
        });

        assertThat(used[0].thrown()).as("failures").isPositive();
        assertThat(seen).isEqualTo(expected);
        assertThat(expected.get(0)).hasSize(StatefulOperator.BATCHES.size()).doesNotContainSequence("", "", "");
    }

    /** Describes a job and its sinks; what fails passes the fault. */
    @FunctionalInterface
    private interface Build {
        List<CollectingSink<?>> on(StreamHarness harness, PairDStream<String, Integer> input, Fault fault);
    }

    private static List<List<String>> run(StatefulOperator operator, Build build, BiConsumer<Fault, Integer> before)
            throws Exception {
        try (StreamHarness harness = Semantics.harness()) {
            Fault fault = new Fault();
            String[] batches = StatefulOperator.BATCHES.toArray(String[]::new);
            List<CollectingSink<?>> sinks = build.on(harness, Semantics.pairs(harness, batches), fault);
            for (int i = 0; i < batches.length; i++) {
                before.accept(fault, i);
                harness.runBatches(1);
                fault.arm(0);
            }
            List<List<String>> all = new ArrayList<>();
            sinks.forEach(sink -> all.add(said(sink)));
            return all;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenAMapBeforeItFails(StatefulOperator operator) throws Exception {
        expectTheSame(
                operator,
                (harness, input, fault) ->
                        List.of(harness.collect(operator.on(input.mapToPair(fault::pass), new Fault()))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenTheShuffleBeforeItFails(StatefulOperator operator) throws Exception {
        expectTheSame(
                operator,
                (harness, input, fault) -> List.of(
                        harness.collect(operator.on(input.reduceByKey((a, b) -> fault.pass(a + b)), new Fault()))));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"GROUP_BY_KEY_AND_WINDOW", "COUNT_BY_WINDOW", "COUNT_BY_VALUE_AND_WINDOW"})
    void shouldYieldTheSameWhenItsOwnFunctionFails(StatefulOperator operator) throws Exception {
        expectTheSame(operator, (harness, input, fault) -> List.of(harness.collect(operator.on(input, fault))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenAMapBehindItFails(StatefulOperator operator) throws Exception {
        expectTheSame(
                operator,
                (harness, input, fault) ->
                        List.of(harness.collect(operator.on(input, new Fault()).map(fault::pass))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenTheFirstOutputFails(StatefulOperator operator) throws Exception {
        expectTheSame(operator, (harness, input, fault) -> {
            DStreamLike<?, ?, ?> stream = operator.on(input, new Fault());
            stream.foreachRDD(rdd -> {
                rdd.count();
                fault.strike();
            });
            return List.of(harness.collect(stream));
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenTheSecondOutputFails(StatefulOperator operator) throws Exception {
        expectTheSame(operator, (harness, input, fault) -> {
            DStreamLike<?, ?, ?> stream = operator.on(input, new Fault());
            CollectingSink<?> first = harness.collect(stream);
            stream.foreachRDD(rdd -> {
                rdd.count();
                fault.strike();
            });
            return List.of(first, harness.collect(stream));
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenTheSecondOutputFailsInATask(StatefulOperator operator) throws Exception {
        expectTheSame(operator, (harness, input, fault) -> {
            DStreamLike<?, ?, ?> stream = operator.on(input, new Fault());
            CollectingSink<?> first = harness.collect(stream);
            return List.of(first, harness.collect(stream.map(fault::pass)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenASinkFailsAtEachOfItsSteps(StatefulOperator operator) throws Exception {
        List<List<String>> expected = run(
                operator,
                (harness, input, fault) -> List.of(harness.collect(operator.on(input, fault))),
                (fault, batch) -> {});
        CollectingSink<Object> sink = new CollectingSink<>("failing");
        SinkFault[] steps = SinkFault.values();

        run(
                operator,
                (harness, input, fault) -> {
                    operator.on(input, fault).sinkTo(sink);
                    return List.of(sink);
                },
                (fault, batch) -> {
                    SinkFault step = steps[batch % steps.length];
                    sink.failAt(step, sink.calls(step) + 1);
                });

        assertThat(said(sink)).isEqualTo(expected.get(0));
        assertThat(sink.calls(SinkFault.COMMIT)).isGreaterThan(expected.get(0).size());
    }

    @ParameterizedTest
    @EnumSource
    void shouldYieldTheSameWhenAnotherStateOfTheBatchFails(StatefulOperator operator) throws Exception {
        expectTheSame(operator, (harness, input, fault) -> {
            CollectingSink<?> sink = harness.collect(operator.on(input, new Fault()));
            return List.of(sink, harness.collect(StatefulOperator.UPDATE_STATE_BY_KEY.on(input, fault)));
        });
    }
}
