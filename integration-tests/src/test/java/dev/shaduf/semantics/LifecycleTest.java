// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.MASTER;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextState;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** INITIALIZED, ACTIVE, STOPPED, and what each refuses. */
@SemanticsTest
class LifecycleTest {
    @Test
    void shouldGoFromInitializedToActiveToStopped(StreamHarness harness) {
        words(harness, "a").print();
        var context = harness.context();

        assertThat(context.getState()).isEqualTo(StreamingContextState.INITIALIZED);
        harness.start();
        assertThat(context.getState()).isEqualTo(StreamingContextState.ACTIVE);
        context.stop();
        assertThat(context.getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldStopWithoutEverHavingStarted(StreamHarness harness) throws Exception {
        harness.context().stop();

        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
        harness.context().awaitTermination();
    }

    @Test
    void shouldStopAgainWithoutHarm(StreamHarness harness) throws Exception {
        words(harness, "a").foreachRDD(rdd -> {});
        harness.runBatches(1);

        harness.context().stop(false);
        harness.context().stop(true);
        harness.context().close();

        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldOnlyWarnWhenStartedTwice(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a"));
        harness.runBatches(1);

        harness.context().start();

        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.ACTIVE);
        assertThat(sink.records()).containsExactly("a");
    }

    @Test
    void shouldRefuseToStartAfterAStop(StreamHarness harness) {
        words(harness, "a").foreachRDD(rdd -> {});
        harness.context().stop();

        assertThatIllegalStateException()
                .isThrownBy(() -> harness.context().start())
                .withMessageContaining("has been stopped")
                .withMessageContaining("make a new one");
    }

    @Test
    void shouldRefuseToStartWithoutAnOutputAndBeStoppedThen(StreamHarness harness) {
        words(harness, "a").map(word -> word);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> harness.context().start())
                .withMessageContaining("No output operations registered, so nothing to execute");
        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldRefuseInputsOperationsAndOutputsAfterTheStart(StreamHarness harness) throws Exception {
        var input = words(harness, "a");
        harness.collect(input);
        harness.runBatches(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> words(harness))
                .withMessageContaining("cannot be added after the context has started");
        assertThatIllegalStateException()
                .isThrownBy(() -> input.map(word -> word))
                .withMessageContaining("map at LifecycleTest.java:");
        assertThatIllegalStateException()
                .isThrownBy(() -> input.window(seconds(2)))
                .withMessageContaining("window at LifecycleTest.java:");
        assertThatIllegalStateException()
                .isThrownBy(() -> input.print())
                .withMessageContaining("print at LifecycleTest.java:");
        assertThatIllegalStateException()
                .isThrownBy(() -> harness.context().remember(seconds(1)))
                .withMessageContaining("remember at LifecycleTest.java:");
    }

    @Test
    void shouldRefuseInputsOperationsAndOutputsAfterTheStop(StreamHarness harness) {
        var input = words(harness, "a");
        harness.context().stop();

        assertThatIllegalStateException()
                .isThrownBy(() -> words(harness))
                .withMessageContaining("cannot be added after the context has stopped");
        assertThatIllegalStateException()
                .isThrownBy(() -> input.filter(word -> true))
                .withMessageContaining("filter at LifecycleTest.java:");
        assertThatIllegalStateException()
                .isThrownBy(() -> input.foreachRDD(rdd -> {}))
                .withMessageContaining("foreachRDD at LifecycleTest.java:");
    }

    @Test
    void shouldRefuseTwoActiveContextsOfOneName() {
        try (StreamingContext first = context("twin");
                StreamingContext second = context("twin")) {
            first.start();

            assertThatIllegalStateException()
                    .isThrownBy(second::start)
                    .withMessageContaining("'twin'")
                    .withMessageContaining("another name");
            assertThat(second.getState()).isEqualTo(StreamingContextState.STOPPED);
            assertThat(first.getState()).isEqualTo(StreamingContextState.ACTIVE);
        }
    }

    @Test
    void shouldGiveANameBackAtTheStop() {
        try (StreamingContext first = context("heir")) {
            first.start();
        }
        try (StreamingContext second = context("heir")) {
            second.start();

            assertThat(second.getState()).isEqualTo(StreamingContextState.ACTIVE);
        }
    }

    @Test
    void shouldRunSeveralContextsOfDifferentNames() throws Exception {
        try (StreamHarness first = Semantics.harness();
                StreamHarness second = Semantics.harness()) {
            var a = first.collect(words(first, "a"));
            var b = second.collect(words(second, "b"));

            first.runBatches(1);
            second.runBatches(2);
            first.runBatches(1);

            assertThat(Semantics.said(a)).containsExactly("a", "");
            assertThat(Semantics.said(b)).containsExactly("b", "");
        }
    }

    @Test
    void shouldSayWhetherItHasStoppedInTime(StreamHarness harness) throws Exception {
        words(harness, "a").foreachRDD(rdd -> {});
        harness.runBatches(1);

        assertThat(harness.context().awaitTerminationOrTimeout(1)).isFalse();
        harness.context().stop();
        assertThat(harness.context().awaitTerminationOrTimeout(1)).isTrue();
    }

    @Test
    void shouldReportAllFaultsOfAContextAtOnce() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> StreamingContext.builder()
                        .master("nowhere://x")
                        .appName(" ")
                        .batchInterval(Durations.milliseconds(0))
                        .build())
                .withMessageContaining("nowhere://x")
                .withMessageContaining("shaduf.app.name")
                .withMessageContaining("batch interval");
    }

    private static StreamingContext context(String name) {
        StreamingContext context = StreamingContext.builder()
                .master(MASTER)
                .appName(name)
                .batchInterval(seconds(10))
                .build();
        context.queueStream(new ArrayDeque<RDD<String>>()).foreachRDD(rdd -> {});
        return context;
    }
}
