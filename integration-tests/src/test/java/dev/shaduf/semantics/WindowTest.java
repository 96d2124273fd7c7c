// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import org.junit.jupiter.api.Test;

/** What {@code window} gathers, and when. */
@SemanticsTest
class WindowTest {
    @Test
    void shouldYieldPartialWindowsAtTheBeginning(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d").window(seconds(3)));

        harness.runBatches(7);

        assertThat(numbered(sink)).containsExactly("1: a", "2: a b", "3: a b c", "4: b c d", "5: c d", "6: d", "7:");
    }

    @Test
    void shouldYieldTheBatchItselfWhenTheWindowIsOneBatchLong(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b").window(seconds(1)));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a", "b", "");
    }

    @Test
    void shouldCoverEachBatchOnceWhenWindowAndSlideAreEqual(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d", "e").window(seconds(2), seconds(2)));

        harness.runBatches(6);

        assertThat(numbered(sink)).containsExactly("2: a b", "4: c d", "6: e");
    }

    @Test
    void shouldOverlapWhenTheSlideIsShorterThanTheWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d", "e", "f").window(seconds(4), seconds(2)));

        harness.runBatches(8);

        assertThat(numbered(sink)).containsExactly("2: a b", "4: a b c d", "6: c d e f", "8: e f");
    }

    @Test
    void shouldLeaveGapsWhenTheSlideIsLongerThanTheWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d", "e", "f").window(seconds(1), seconds(3)));

        harness.runBatches(6);

        assertThat(numbered(sink)).containsExactly("3: c", "6: f");
    }

    @Test
    void shouldYieldAnEmptyWindowWhenThereIsNoData(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness).window(seconds(2)));

        harness.runBatches(2);

        assertThat(numbered(sink)).containsExactly("1:", "2:");
    }

    @Test
    void shouldKeepDuplicatesOfSeveralBatches(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a a", "a").window(seconds(2)));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a a", "a a a");
    }

    @Test
    void shouldGatherWindowsOfAWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d", "e", "f")
                .window(seconds(2), seconds(1))
                .window(seconds(4), seconds(2)));

        harness.runBatches(8);

        assertThat(numbered(sink))
                .containsExactly("2: a a b", "4: a a b b c c d", "6: b c c d d e e f", "8: d e e f f");
    }

    @Test
    void shouldGatherWindowsOfASlowerWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d", "e", "f", "g", "h")
                .window(seconds(2), seconds(2))
                .window(seconds(4), seconds(4)));

        harness.runBatches(8);

        assertThat(numbered(sink)).containsExactly("4: a b c d", "8: e f g h");
    }

    @Test
    void shouldNeverMissABatchThatAWindowFarDownTheGraphNeeds(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b", "c", "d", "e", "f", "g", "h")
                .map(word -> word + word)
                .window(seconds(2), seconds(1))
                .filter(word -> true)
                .window(seconds(6), seconds(3)));

        harness.runBatches(9);

        assertThat(numbered(sink))
                .containsExactly(
                        "3: aa aa bb bb cc",
                        "6: aa aa bb bb cc cc dd dd ee ee ff",
                        "9: cc dd dd ee ee ff ff gg gg hh hh");
    }

    @Test
    void shouldSeePairsInAWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a2").window(seconds(2)).reduceByKey(Integer::sum));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a1", "a3", "a2");
    }

    @Test
    void shouldTakeTheSlideOfItsParentWhenNoneIsGiven(StreamHarness harness) {
        var slow = words(harness).window(seconds(2), seconds(2));

        assertThat(slow.window(seconds(4)).slideDuration()).isEqualTo(seconds(2));
    }

    @Test
    void shouldRefuseALengthThatIsNoMultipleOfTheParentsSlide(StreamHarness harness) {
        var input = words(harness);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.window(Durations.milliseconds(1_500), seconds(1)))
                .withMessageContaining("window at WindowTest.java:")
                .withMessageContaining("the length of the window, 1500 ms, must be a multiple of 1000 ms")
                .withMessageContaining("use 1000 ms or 2000 ms");
    }

    @Test
    void shouldRefuseASlideThatIsAMultipleOfTheIntervalButNotOfTheParentsSlide(StreamHarness harness) {
        var slow = words(harness).window(seconds(2), seconds(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow.window(seconds(4), seconds(3)))
                .withMessageContaining("window at WindowTest.java:")
                .withMessageContaining("the slide of the window, 3000 ms, must be a multiple of 2000 ms");
    }

    @Test
    void shouldNameBothDurationsWhenBothAreWrong(StreamHarness harness) {
        var input = pairs(harness);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.reduceByKeyAndWindow(
                        Integer::sum, Durations.milliseconds(999), Durations.milliseconds(0)))
                .withMessageContaining("reduceByKeyAndWindow at WindowTest.java:")
                .withMessageContaining("999 ms")
                .withMessageContaining("0 ms")
                .withMessageContaining("greater than zero");
    }

    @Test
    void shouldRefuseWrongDurationsInEveryOperationWithAWindow(StreamHarness harness) {
        var input = pairs(harness);
        var odd = Durations.milliseconds(1_001);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.groupByKeyAndWindow(odd))
                .withMessageContaining("groupByKeyAndWindow at");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.countByWindow(odd, seconds(1)))
                .withMessageContaining("countByWindow at");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.countByValueAndWindow(odd, seconds(1)))
                .withMessageContaining("countByValueAndWindow at");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.reduceByWindow((a, b) -> a, odd, seconds(1)))
                .withMessageContaining("reduceByWindow at");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.reduceByWindow((a, b) -> a, (a, b) -> a, seconds(2), odd))
                .withMessageContaining("reduceByWindow at");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, odd, seconds(1)))
                .withMessageContaining("reduceByKeyAndWindow at");
    }
}
