// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.listener.StreamInputInfo;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.InputRanges;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.testkit.MemoryRange;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several inputs of one context. */
@SemanticsTest
class InputsTest {
    @Test
    void shouldNumberInputsInTheirOrder(StreamHarness harness) {
        assertThat(harness.source(List.of("a")).id()).isZero();
        assertThat(harness.source(List.of("b")).id()).isEqualTo(1);
        assertThat(harness.context().queueStream(new ArrayDeque<RDD<String>>()).id())
                .isEqualTo(2);
    }

    @Test
    void shouldGiveEachInputItsOwnRecords(StreamHarness harness) throws Exception {
        var first = harness.collect(words(harness, "a", "", "c"));
        var second = harness.collect(words(harness, "", "x", "y"));

        harness.runBatches(3);

        assertThat(said(first)).containsExactly("a", "", "c");
        assertThat(said(second)).containsExactly("", "x", "y");
    }

    @Test
    void shouldReadAnInputThatNoOutputUsesWithoutHarm(StreamHarness harness) throws Exception {
        words(harness, "unused").map(word -> word);
        var sink = harness.collect(words(harness, "a"));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a", "");
    }

    @Test
    void shouldCountTheRecordsOfEachInput(StreamHarness harness) throws Exception {
        harness.collect(words(harness, "a b c").union(words(harness, "x")));

        harness.runBatches(1);

        var info = harness.status().lastBatch().orElseThrow();
        assertThat(info.streamIdToInputInfo().values())
                .extracting(StreamInputInfo::numRecords)
                .containsExactly(3L, 1L);
    }

    @Test
    void shouldTakeWhatIsAddedWhileTheContextRuns(StreamHarness harness) throws Exception {
        MemorySource<String> source = new MemorySource<>("live");
        var sink = harness.collect(harness.stream(source));
        harness.runBatches(1);

        source.add(List.of("late"));
        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("", "late");
    }

    @Test
    void shouldTellASourceWhatIsCommittedOnlyAfterTheBatchHasCompleted(StreamHarness harness) throws Exception {
        MemorySource<String> source = new MemorySource<>("told");
        source.add(List.of("a")).add(List.of("b"));
        List<List<MemoryRange>> seen = new ArrayList<>();
        harness.stream(source).foreachRDD(rdd -> seen.add(source.committed()));

        harness.runBatches(2);

        assertThat(seen.get(0)).isEmpty();
        assertThat(seen.get(1)).hasSize(1);
        assertThat(source.committed()).hasSize(2);
    }

    @Test
    void shouldSayWhichRangesAnRddIsComputedFrom(StreamHarness harness) throws Exception {
        MemorySource<String> one = new MemorySource<>("one");
        MemorySource<String> other = new MemorySource<>("other");
        one.add(List.of("a")).add(List.of("b", "c"));
        other.add(List.of("x", "y", "z"));
        List<List<SourceRange>> counted = new ArrayList<>();
        List<List<SourceRange>> seen = new ArrayList<>();
        var stream = harness.stream(one).union(harness.stream(other));
        stream.foreachRDD(rdd -> seen.add(InputRanges.of(rdd)));
        stream.filter(word -> false)
                .window(Durations.seconds(2))
                .countByValue()
                .foreachRDD(rdd -> counted.add(InputRanges.of(rdd)));

        harness.runBatches(2);

        MemoryRange a = new MemoryRange(0, 0, 1);
        MemoryRange bc = new MemoryRange(1, 0, 2);
        MemoryRange xyz = new MemoryRange(0, 0, 3);
        assertThat(seen).containsExactly(List.of(a, xyz), List.of(bc));
        assertThat(counted.get(1)).containsExactlyInAnyOrder(a, xyz, bc);
    }

    @Test
    void shouldReadTheSameRecordsWhenABatchIsTriedAgain(StreamHarness harness) throws Exception {
        Fault fault = new Fault().arm(2);
        var sink = harness.collect(words(harness, "a b", "c").map(fault::pass));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b", "c");
    }
}
