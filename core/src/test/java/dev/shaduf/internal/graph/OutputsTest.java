// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.DStream;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private final GraphRun run = new GraphRun();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    OutputsTest() {
        run.graph.console(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        run.close();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintToTheByteWhatPeopleKnow() throws Exception {
        run.input(batch("x", "y")).print();
        run.run(1);
        assertThat(printed())
                .isEqualTo(String.format("-------------------------------------------%n"
                        + "Time: 1000 ms%n"
                        + "-------------------------------------------%n"
                        + "x%ny%n%n"));
    }

    @Test
    void shouldPrintDotsWhenThereIsMore() throws Exception {
        run.pairs(batch(pair("a", 1), pair("b", 2), pair("c", 3))).print(2);
        run.run(1);
        assertThat(printed()).endsWith(String.format("--%n(a,1)%n(b,2)%n...%n%n"));
    }

    @Test
    void shouldPrintNoDotsWhenAllIsShown() throws Exception {
        run.input(batch(1, 2)).print(2);
        run.run(1);
        assertThat(printed()).endsWith(String.format("--%n1%n2%n%n"));
    }

    @Test
    void shouldPrintTheHeaderOfAnEmptyBatch() throws Exception {
        run.input(batch()).pprint();
        run.run(1);
        assertThat(printed()).endsWith(String.format("Time: 1000 ms%n-------------------------------------------%n%n"));
    }

    @Test
    void shouldComputeOnlyWhatPrintingNeeds() throws Exception {
        var calls = run.context.longAccumulator("calls");
        run.input(java.util.stream.IntStream.range(0, 100_000).boxed().toList())
                .map(n -> {
                    calls.add(1L);
                    return n;
                })
                .print(1);
        run.run(1);
        assertThat(calls.value()).isLessThan(50_000);
    }

    @Test
    void shouldRunOutputsInOrderOfRegistration() throws Exception {
        List<String> order = new ArrayList<>();
        DStream<Integer> input = run.input(batch(1), batch(2));
        input.map(n -> n).foreachRDD(rdd -> order.add("first"));
        input.window(Durations.seconds(2), Durations.seconds(2)).foreachRDD(rdd -> order.add("seldom"));
        input.foreachRDD((rdd, time) -> order.add("last@" + time.milliseconds()));
        run.run(2);
        assertThat(order).containsExactly("first", "last@1000", "first", "seldom", "last@2000");
    }

    @Test
    void shouldNumberAndNameOutputs() {
        DStream<Integer> input = run.input(batch(1));
        input.foreachRDD(rdd -> {}).name("alerts").uid("alerts-v1").idempotent();
        input.foreachRDD(rdd -> {});
        input.print();
        run.start();
        List<OutputInfo> outputs = run.graph.outputs();
        assertThat(outputs).extracting(OutputInfo::id).containsExactly(0, 1, 2);
        assertThat(outputs).extracting(OutputInfo::name).containsExactly("alerts", "foreachRDD", "print");
        assertThat(outputs)
                .extracting(OutputInfo::uid)
                .containsExactly("alerts-v1", "input-0.foreachRDD", "input-0.print");
        assertThat(outputs)
                .extracting(OutputInfo::guarantee)
                .containsExactly(Guarantee.EXACTLY_ONCE, Guarantee.AT_LEAST_ONCE, Guarantee.AT_LEAST_ONCE);
        assertThat(outputs).extracting(OutputInfo::console).containsExactly(false, false, true);
        assertThat(outputs.get(0).origin().toString()).startsWith("alerts at OutputsTest.java:");
    }

    @Test
    void shouldNameTheOutputWhoseFunctionThrows() throws Exception {
        run.input(batch(1)).foreachRDD(rdd -> {
            throw new IOException("disk full");
        });
        run.plan();
        assertThatThrownBy(() -> run.attempt(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("foreachRDD at OutputsTest.java:")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void shouldNameTheOperatorWhoseFunctionThrowsInATask() throws Exception {
        run.input(batch(0)).map(n -> 1 / n).print();
        run.plan();
        assertThatThrownBy(() -> run.attempt(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("print at OutputsTest.java:")
                .hasStackTraceContaining("in map at OutputsTest.java:")
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldUseTheGivenNameInErrors() throws Exception {
        run.input(batch(0)).map(n -> 1 / n).name("ratio").print();
        run.plan();
        assertThatThrownBy(() -> run.attempt(1)).hasStackTraceContaining("in ratio at OutputsTest.java:");
    }

    @Test
    void shouldHaveOutputsOfOneBatchShareItsTime() throws Exception {
        List<Time> times = new ArrayList<>();
        DStream<Integer> input = run.input(batch(1));
        input.foreachRDD((rdd, time) -> times.add(time));
        input.count().foreachRDD((rdd, time) -> times.add(time));
        run.run(1);
        assertThat(times).containsExactly(GraphRun.time(1), GraphRun.time(1));
    }

    @Test
    void shouldGiveRddsOfPairsToOutputsOfPairs() throws Exception {
        List<Map<String, Integer>> maps = new ArrayList<>();
        run.pairs(batch(pair("a", 1))).window(Durations.seconds(2)).foreachRDD(rdd -> maps.add(rdd.collectAsMap()));
        run.run(1);
        assertThat(maps).containsExactly(Map.of("a", 1));
    }
}
