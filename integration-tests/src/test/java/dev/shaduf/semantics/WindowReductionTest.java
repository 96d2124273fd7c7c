// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.numbers;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts and reduces the records of a window. */
@SemanticsTest
class WindowReductionTest {
    @Test
    void shouldReduceTheRecordsOfAWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                numbers(harness, "1 2", "3", "", "4").reduceByWindow(Integer::sum, seconds(2), seconds(1)));

        harness.runBatches(6);

        assertThat(numbered(sink)).containsExactly("1: 3", "2: 6", "3: 3", "4: 4", "5: 4", "6:");
    }

    @Test
    void shouldYieldNothingForAnEmptyWindowWithoutAnInverse(StreamHarness harness) throws Exception {
        var sink = harness.collect(numbers(harness).reduceByWindow(Integer::sum, seconds(2), seconds(1)));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("", "");
    }

    @Test
    void shouldReduceTheSameWithAnInverse(StreamHarness harness) throws Exception {
        var sink = harness.collect(numbers(harness, "1 2", "3", "", "4")
                .reduceByWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("3", "6", "3", "4", "4");
    }

    @Test
    void shouldYieldWhatIsLeftAfterDataHasLeftWithAnInverse(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                numbers(harness, "", "5").reduceByWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));

        harness.runBatches(6);

        assertThat(numbered(sink)).containsExactly("1:", "2: 5", "3: 5", "4: 0", "5: 0", "6: 0");
    }

    @Test
    void shouldReduceAWindowAtItsSlideWithAnInverse(StreamHarness harness) throws Exception {
        var sink = harness.collect(numbers(harness, "1", "2", "3", "4", "5", "6")
                .reduceByWindow(Integer::sum, (a, b) -> a - b, seconds(4), seconds(2)));

        harness.runBatches(10);

        assertThat(numbered(sink)).containsExactly("2: 3", "4: 10", "6: 18", "8: 11", "10: 0");
    }

    @Test
    void shouldCountTheRecordsOfAWindowWithExactlyOneElement(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "", "a b", "c", "", "d").countByWindow(seconds(3), seconds(1)));

        harness.runBatches(9);

        assertThat(numbered(sink))
                .containsExactly("1: 0", "2: 2", "3: 3", "4: 3", "5: 2", "6: 1", "7: 1", "8: 0", "9: 0");
    }

    @Test
    void shouldCountZeroWhenThereNeverWasData(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness).countByWindow(seconds(2), seconds(2)));

        harness.runBatches(4);

        assertThat(numbered(sink)).containsExactly("2: 0", "4: 0");
    }

    @Test
    void shouldCountAWindowThatIsShorterThanItsSlide(StreamHarness harness) throws Exception {
        var sink =
                harness.collect(words(harness, "a", "b b", "c c c", "d d d d").countByWindow(seconds(1), seconds(2)));

        harness.runBatches(6);

        assertThat(numbered(sink)).containsExactly("2: 2", "4: 4", "6: 0");
    }

    @Test
    void shouldCountEachValueOfAWindowAndDropThoseThatHaveLeft(StreamHarness harness) throws Exception {
        var sink =
                harness.collect(words(harness, "a a", "b", "a", "", "").countByValueAndWindow(seconds(2), seconds(1)));

        harness.runBatches(6);

        assertThat(said(sink)).containsExactly("a2", "a2 b1", "a1 b1", "a1", "", "");
    }

    @Test
    void shouldCountAValueAgainThatComesBack(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "", "", "a", "a").countByValueAndWindow(seconds(2), seconds(1)));

        harness.runBatches(7);

        assertThat(said(sink)).containsExactly("a1", "a1", "", "a1", "a2", "a1", "");
    }

    @Test
    void shouldCountEachValueInTheNumberOfPartitionsGiven(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        var counts = words(harness, "a b c").countByValueAndWindow(seconds(2), seconds(1), 3);
        counts.foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        var sink = harness.collect(counts);

        harness.runBatches(1);

        assertThat(partitions).containsExactly(3);
        assertThat(said(sink)).containsExactly("a1 b1 c1");
    }
}
