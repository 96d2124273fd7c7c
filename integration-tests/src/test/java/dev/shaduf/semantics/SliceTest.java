// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shaduf.dstream.DStream;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long batches are remembered, and how a program looks back at them. */
@SemanticsTest
class SliceTest {
    private static List<String> slice(DStream<?> stream, Time from, Time to) {
        List<String> batches = new ArrayList<>();
        for (RDD<?> rdd : stream.slice(from, to)) {
            batches.add(said(rdd.collect()));
        }
        return batches;
    }

    private static DStream<String> ran(StreamHarness harness, int batches) throws Exception {
        harness.context().remember(seconds(10));
        DStream<String> stream = words(harness, "a", "b", "c", "d", "e").map(word -> word + word);
        stream.foreachRDD(rdd -> {});
        harness.runBatches(batches);
        return stream;
    }

    @Test
    void shouldIncludeBothEnds(StreamHarness harness) throws Exception {
        var stream = ran(harness, 5);

        assertThat(slice(stream, batch(2), batch(4))).containsExactly("bb", "cc", "dd");
        assertThat(slice(stream, batch(3), batch(3))).containsExactly("cc");
    }

    @Test
    void shouldRoundUnalignedTimesDown(StreamHarness harness) throws Exception {
        var stream = ran(harness, 5);
        var half = Durations.milliseconds(500);

        assertThat(slice(stream, batch(2).plus(half), batch(4).plus(half))).containsExactly("bb", "cc", "dd");
    }

    @Test
    void shouldLeaveOutTimesBeforeTheFirstBatchAndAfterTheLast(StreamHarness harness) throws Exception {
        var stream = ran(harness, 3);

        assertThat(slice(stream, batch(-5), batch(20))).containsExactly("aa", "bb", "cc");
    }

    @Test
    void shouldLookBackInsideAnOutput(StreamHarness harness) throws Exception {
        harness.context().remember(seconds(5));
        List<List<String>> seen = new ArrayList<>();
        DStream<String> stream = words(harness, "a", "b", "c");
        stream.foreachRDD((rdd, time) -> seen.add(slice(stream, time.minus(seconds(1)), time)));

        harness.runBatches(3);

        assertThat(seen).containsExactly(List.of("a"), List.of("a", "b"), List.of("b", "c"));
    }

    @Test
    void shouldGiveOnlyTheTimesAtWhichAStreamSlides(StreamHarness harness) throws Exception {
        harness.context().remember(seconds(10));
        DStream<String> stream = words(harness, "a", "b", "c", "d", "e").window(seconds(2), seconds(2));
        stream.foreachRDD(rdd -> {});
        harness.runBatches(5);

        assertThat(slice(stream, batch(1), batch(5))).containsExactly("a b", "c d");
    }

    @Test
    void shouldGiveAStreamThatNoOutputReads(StreamHarness harness) throws Exception {
        harness.context().remember(seconds(10));
        DStream<String> input = words(harness, "a", "b");
        DStream<String> unread = input.map(word -> word + "!");
        input.foreachRDD(rdd -> {});
        harness.runBatches(2);

        assertThat(slice(unread, batch(1), batch(2))).containsExactly("a!", "b!");
    }

    @Test
    void shouldForgetBatchesThatNothingNeeds(StreamHarness harness) throws Exception {
        harness.context().remember(seconds(2));
        DStream<String> stream = words(harness, "a", "b", "c", "d", "e", "f");
        stream.foreachRDD(rdd -> {});
        harness.runBatches(6);

        assertThat(slice(stream, batch(1), batch(6))).containsExactly("e", "f");
    }

    @Test
    void shouldRememberAsLongAsAWindowNeeds(StreamHarness harness) throws Exception {
        DStream<String> stream = words(harness, "a", "b", "c", "d", "e", "f");
        stream.window(seconds(4), seconds(2)).foreachRDD(rdd -> {});
        harness.runBatches(6);

        assertThat(slice(stream, batch(1), batch(6))).endsWith("c", "d", "e", "f");
    }

    @Test
    void shouldGiveAnOlderBatchOfAStateThatHasChangedSince(StreamHarness harness) throws Exception {
        harness.context().remember(seconds(10));
        var sums = UpdateStateByKeyTest.sums(pairs(harness, "a1", "a2 b1", "a4"));
        sums.foreachRDD(rdd -> {});
        harness.runBatches(4);

        List<String> seen = new ArrayList<>();
        sums.slice(batch(1), batch(4)).forEach(rdd -> seen.add(said(rdd.collect())));
        assertThat(seen).containsExactly("a1", "a3 b1", "a7 b1", "a7 b1");
    }

    @Test
    void shouldRefuseToLookBackBeforeTheStart(StreamHarness harness) {
        var stream = words(harness);
        stream.foreachRDD(rdd -> {});

        assertThatIllegalStateException()
                .isThrownBy(() -> stream.slice(batch(1), batch(2)))
                .withMessageContaining("slice at SliceTest.java:")
                .withMessageContaining("before the context has started");
    }

    @Test
    void shouldRefuseToRememberTwice(StreamHarness harness) {
        harness.context().remember(seconds(2));

        assertThatIllegalStateException()
                .isThrownBy(() -> harness.context().remember(seconds(3)))
                .withMessageContaining("remember at SliceTest.java:")
                .withMessageContaining("2000 ms");
    }

    @Test
    void shouldRefuseToRememberForNoTime(StreamHarness harness) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> harness.context().remember(Durations.milliseconds(0)))
                .withMessageContaining("0 ms");
    }
}
