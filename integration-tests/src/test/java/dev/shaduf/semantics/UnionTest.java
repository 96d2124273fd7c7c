// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.dstream.DStream;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What puts several streams together. */
@SemanticsTest
class UnionTest {
    @Test
    void shouldPutTwoStreamsTogetherAndKeepDuplicates(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b", "", "c").union(words(harness, "b", "d")));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a b b", "d", "c", "");
    }

    @Test
    void shouldPutPairsTogether(StreamHarness harness) throws Exception {
        var sink =
                harness.collect(pairs(harness, "a1").union(pairs(harness, "a2")).reduceByKey(Integer::sum));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a3");
    }

    @Test
    void shouldPutSeveralStreamsTogether(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                harness.context().union(words(harness, "a"), words(harness, "b"), words(harness, "c", "d")));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b c", "d");
    }

    @Test
    void shouldPutAnArrayOfStreamsTogether(StreamHarness harness) throws Exception {
        List<DStream<String>> streams = List.of(words(harness, "a"), words(harness, "b"));
        @SuppressWarnings({"unchecked", "rawtypes"})
        DStream<String>[] array = streams.toArray(new DStream[0]);
        var sink = harness.collect(harness.context().union(array));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a b");
    }

    @Test
    void shouldPutSeveralStreamsOfPairsTogether(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                harness.context().union(pairs(harness, "a1"), pairs(harness, "b2"), pairs(harness, "c3")));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a1 b2 c3");
    }

    @Test
    void shouldPutAStreamTogetherWithItself(StreamHarness harness) throws Exception {
        var input = words(harness, "a");
        var sink = harness.collect(input.union(input));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a a");
    }

    @Test
    void shouldPutSlowerStreamsOfOneSlideTogether(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a", "b")
                .window(seconds(2), seconds(2))
                .union(words(harness, "c", "d").window(seconds(2), seconds(2))));

        harness.runBatches(4);

        assertThat(numbered(sink)).containsExactly("2: a b c d", "4:");
    }

    @Test
    void shouldRefuseStreamsOfDifferentSlides(StreamHarness harness) {
        var fast = words(harness);
        var slow = fast.window(seconds(2), seconds(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fast.union(slow))
                .withMessageContaining("union at UnionTest.java:")
                .withMessageContaining("different slides")
                .withMessageContaining("window at UnionTest.java:")
                .withMessageContaining("1000 ms")
                .withMessageContaining("2000 ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> harness.context().union(slow, fast))
                .withMessageContaining("different slides");
    }

    @Test
    void shouldRefuseStreamsOfAnotherContext(StreamHarness harness) {
        try (StreamHarness other = Semantics.harness()) {
            var input = words(harness);
            var foreign = words(other);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> input.union(foreign))
                    .withMessageContaining("union at UnionTest.java:")
                    .withMessageContaining("another context");
        }
    }
}
