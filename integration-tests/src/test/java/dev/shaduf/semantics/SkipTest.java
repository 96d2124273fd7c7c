// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStream;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures that stay, under the policy {@code skip}: what goes on, what is recorded, what can be replayed. */
@Timeout(60)
class SkipTest {
    private final StreamHarness harness = StreamHarness.builder()
            .master(Semantics.MASTER)
            .conf("shaduf.batch.failure", "skip")
            .conf("shaduf.batch.attempts", "2")
            .build();

    @AfterEach
    void close() {
        harness.close();
    }

    private static int parse(String word) {
        return Integer.parseInt(word);
    }

    private List<SkippedBatch> skipped() {
        return harness.context().skipped();
    }

    @Test
    void shouldGoOnWithTheNextBatchAndTheOtherOutputs() throws Exception {
        DStream<String> words = words(harness, "1", "x", "3");
        var numbers = harness.collect(words.map(SkipTest::parse));
        var all = harness.collect(words);

        harness.runBatches(3);

        assertThat(numbered(numbers)).containsExactly("1: 1", "3: 3");
        assertThat(numbered(all)).containsExactly("1: 1", "2: x", "3: 3");
        assertThat(skipped()).singleElement().satisfies(batch -> {
            assertThat(batch.id().number()).isEqualTo(2);
            assertThat(batch.outputs()).singleElement().satisfies(output -> {
                assertThat(output.replayable()).isTrue();
                assertThat(output.error()).contains("NumberFormatException");
            });
            assertThat(batch.states()).isEmpty();
        });
    }

    @Test
    void shouldKeepWhatAnOutputCommittedInAnEarlierAttempt() throws Exception {
        List<String> runs = Collections.synchronizedList(new ArrayList<>());
        DStream<String> words = words(harness, "a");
        words.foreachRDD(rdd -> runs.add("first"));
        words.foreachRDD(rdd -> {
            throw new IOException("never");
        });
        words.foreachRDD(rdd -> runs.add("third"));

        harness.runBatches(1);

        assertThat(runs).containsExactly("first", "third");
        assertThat(skipped())
                .singleElement()
                .satisfies(batch -> assertThat(batch.outputs())
                        .singleElement()
                        .satisfies(output -> assertThat(output.error()).contains("never")));
    }

    @Test
    void shouldLeaveAStateAsItWasWhenItsUpdateFails() throws Exception {
        var sums = harness.collect(pairs(harness, "a1", "a2 b0", "a4").<Integer>updateStateByKey((values, old) -> {
            int sum = old.orElse(0);
            for (int value : values) {
                sum += 4 / value;
            }
            return Optional.of(sum);
        }));

        harness.runBatches(3);

        assertThat(numbered(sums)).containsExactly("1: a4", "3: a5");
        assertThat(skipped()).singleElement().satisfies(batch -> {
            assertThat(batch.states())
                    .singleElement()
                    .satisfies(state -> assertThat(state.error()).contains("/ by zero"));
            assertThat(batch.outputs())
                    .singleElement()
                    .satisfies(output -> assertThat(output.replayable()).isFalse());
        });
    }

    @Test
    void shouldRefuseByNameToReplayAnOutputBehindAState() throws Exception {
        Fault fault = new Fault();
        var words = words(harness, "a", "b", "c");
        var totals = words.mapToPair(word -> Semantics.pair("n", 1))
                .<Integer>updateStateByKey((ones, old) -> Optional.of(ones.size() + old.orElse(0)))
                .uid("totals");
        var failed = harness.collect(totals.map(total -> fault.pass("" + total._2())));
        fault.arm(100);
        harness.runBatches(1);
        fault.arm(0);

        assertThat(harness.context().replaySkipped()).isZero();
        harness.runBatches(2);

        assertThat(numbered(failed)).containsExactly("2: 2", "3: 3");
        assertThat(skipped())
                .singleElement()
                .satisfies(batch -> assertThat(batch.outputs())
                        .singleElement()
                        .satisfies(output -> assertThat(output.refusal())
                                .startsWith("it is behind updateStateByKey at SkipTest.java:")
                                .endsWith("(uid 'totals'), which has gone on")));
    }

    @Test
    void shouldRefuseByNameToReplayAnOutputBehindAWindow() throws Exception {
        Fault fault = new Fault();
        harness.collect(words(harness, "a", "b").window(seconds(2)).map(fault::pass));
        fault.arm(100);
        harness.runBatches(1);
        fault.arm(0);

        assertThat(harness.context().replaySkipped()).isZero();
        assertThat(skipped())
                .singleElement()
                .satisfies(batch -> assertThat(batch.outputs())
                        .singleElement()
                        .satisfies(output ->
                                assertThat(output.refusal()).contains("it is behind window at SkipTest.java:")));
        assertThat(harness.context().dropSkipped(skipped().get(0).id())).isTrue();
        assertThat(skipped()).isEmpty();
    }

    @Test
    void shouldUpdateTheOtherStatesOfTheBatch() throws Exception {
        DStream<String> words = words(harness, "1", "x", "3");
        var failing = harness.collect(words.map(SkipTest::parse).countByValueAndWindow(seconds(10), seconds(1)));
        var going = harness.collect(words.countByWindow(seconds(10), seconds(1)));

        harness.runBatches(3);

        assertThat(said(going)).containsExactly("1", "2", "3");
        assertThat(said(failing)).containsExactly("11", "11", "11 31");
    }

    @Test
    void shouldCountABatchAsEmptyForTheWindowsBehindWhatFailed() throws Exception {
        DStream<Integer> numbers = words(harness, "1", "x", "3", "4").map(SkipTest::parse);
        var window = harness.collect(numbers.window(seconds(2)));
        var sums = harness.collect(numbers.mapToPair(n -> Semantics.pair("n", n))
                .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));

        harness.runBatches(4);

        assertThat(numbered(window)).containsExactly("1: 1", "2: 1", "3: 3", "4: 3 4");
        assertThat(numbered(sums)).containsExactly("1: n1", "2: n1", "3: n3", "4: n7");
    }

    @Test
    void shouldReplayASkippedBatchIntoTheOutputThatFailedAlone() throws Exception {
        Fault fault = new Fault();
        DStream<String> words = words(harness, "a", "b", "c", "d");
        var failed = harness.collect(words.map(fault::pass));
        var going = harness.collect(words);
        harness.runBatches(1);
        fault.arm(100);
        harness.runBatches(1);
        fault.arm(0);
        assertThat(skipped()).hasSize(1);

        assertThat(harness.context().replaySkipped()).isEqualTo(1);
        harness.runBatches(2);

        assertThat(numbered(failed)).containsExactly("1: a", "3: b c", "4: d");
        assertThat(said(going)).containsExactly("a", "b", "c", "d");
        assertThat(skipped()).isEmpty();
    }

    @Test
    void shouldReplayThroughAShuffle() throws Exception {
        Fault fault = new Fault();
        var counts = harness.collect(words(harness, "a a", "b").map(fault::pass).countByValue(3));
        fault.arm(100);
        harness.runBatches(1);
        fault.arm(0);

        harness.context().replaySkipped();
        harness.runBatches(1);

        assertThat(numbered(counts)).containsExactly("2: a2 b1");
    }

    @Test
    void shouldKeepInTheListWhatFailsAgain() throws Exception {
        var numbers = harness.collect(words(harness, "x", "2", "3").map(SkipTest::parse));
        harness.runBatches(1);

        harness.context().replaySkipped();
        harness.runBatches(2);

        assertThat(numbered(numbers)).containsExactly("3: 3");
        assertThat(skipped()).extracting(batch -> batch.id().number()).containsExactly(1L, 2L);
    }

    @Test
    void shouldTellASourceOfASkippedBatchOnlyWhenItIsSettled() throws Exception {
        MemorySource<String> source = new MemorySource<>("words");
        source.add(List.of("x")).add(List.of("2"));
        harness.collect(harness.stream(source).map(SkipTest::parse));
        harness.runBatches(2);
        assertThat(source.committed()).hasSize(1);

        assertThat(harness.context().dropSkipped(skipped().get(0).id())).isTrue();

        assertThat(source.committed()).hasSize(2);
        assertThat(skipped()).isEmpty();
    }
}
