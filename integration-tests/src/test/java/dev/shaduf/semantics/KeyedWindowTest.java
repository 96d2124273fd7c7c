// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What combines the values of each key over a window. */
@SemanticsTest
class KeyedWindowTest {
    @Test
    void shouldReduceEachKeyOverTheWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                pairs(harness, "a1 a2", "a3 b1", "", "c1").reduceByKeyAndWindow(Integer::sum, seconds(2)));

        harness.runBatches(6);

        assertThat(said(sink)).containsExactly("a3", "a6 b1", "a3 b1", "c1", "c1", "");
    }

    @Test
    void shouldReduceEachKeyAtItsSlide(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a2", "a3", "b4", "a5", "a6")
                .reduceByKeyAndWindow(Integer::sum, seconds(3), seconds(2)));

        harness.runBatches(8);

        assertThat(numbered(sink)).containsExactly("2: a3", "4: a5 b4", "6: a11 b4", "8: a6");
    }

    @Test
    void shouldLeaveGapsWhenTheSlideIsLongerThanTheWindow(StreamHarness harness) throws Exception {
        var input = pairs(harness, "a1", "a2", "a3", "a4", "b5", "a6");
        var plain = harness.collect(input.reduceByKeyAndWindow(Integer::sum, seconds(1), seconds(3)));
        var inverse = harness.collect(input.reduceByKeyAndWindow(
                Integer::sum, (a, b) -> a - b, seconds(1), seconds(3), 2, pair -> pair._2() != 0));

        harness.runBatches(6);

        assertThat(numbered(plain)).containsExactly("3: a3", "6: a6");
        assertThat(numbered(inverse)).isEqualTo(numbered(plain));
    }

    @Test
    void shouldKeepKeysForEverWithAnInverseAndNoFilter(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                pairs(harness, "a1", "b2").reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));

        harness.runBatches(6);

        assertThat(said(sink)).containsExactly("a1", "a1 b2", "a0 b2", "a0 b0", "a0 b0", "a0 b0");
    }

    @Test
    void shouldDropKeysThatTheFilterRejects(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "b2", "", "", "a7")
                .reduceByKeyAndWindow(
                        Integer::sum, (a, b) -> a - b, seconds(2), seconds(1), 2, pair -> pair._2() != 0));

        harness.runBatches(7);

        assertThat(said(sink)).containsExactly("a1", "a1 b2", "b2", "", "a7", "a7", "");
    }

    @Test
    void shouldHaveTheRightValueForAKeyThatTheFilterRejectedWhileItHadData(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a5", "a-5", "a3", "", "")
                .reduceByKeyAndWindow(
                        Integer::sum, (a, b) -> a - b, seconds(3), seconds(1), 2, pair -> pair._2() != 0));

        harness.runBatches(7);

        assertThat(said(sink)).containsExactly("a5", "", "a3", "a-2", "a3", "", "");
    }

    @Test
    void shouldTakeANewKeyIntoALaterWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a1 b1", "a1 b1 c1")
                .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a1", "a2 b1", "a2 b2 c1", "a1 b1 c1");
    }

    @Test
    void shouldReduceTheEmptyKeyOverAWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                pairs(harness, "1", "2").reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("1", "3", "2");
    }

    @Test
    void shouldUseAReductionThatIsNotASum(StreamHarness harness) throws Exception {
        var sink =
                harness.collect(pairs(harness, "a3", "a9 b2", "a1", "").reduceByKeyAndWindow(Integer::max, seconds(2)));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a3", "a9 b2", "a9 b2", "a1");
    }

    @Test
    void shouldGroupTheValuesOfAWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 a2", "a3 b1", "", "c1 c1").groupByKeyAndWindow(seconds(2)));

        harness.runBatches(6);

        assertThat(said(sink)).containsExactly("a[1,2]", "a[1,2,3] b[1]", "a[3] b[1]", "c[1,1]", "c[1,1]", "");
    }

    @Test
    void shouldGroupTheValuesOfAWindowAtItsSlide(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a2", "a3", "b4").groupByKeyAndWindow(seconds(4), seconds(2)));

        harness.runBatches(8);

        assertThat(numbered(sink)).containsExactly("2: a[1,2]", "4: a[1,2,3] b[4]", "6: a[3] b[4]", "8:");
    }

    @Test
    void shouldPartitionAsTheProgramSays(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        var input = pairs(harness, "a1");
        input.reduceByKeyAndWindow(Integer::sum, seconds(2), seconds(1), 3)
                .foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        input.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1), 4)
                .foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        input.groupByKeyAndWindow(seconds(2), seconds(1), 5).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));

        harness.runBatches(1);

        assertThat(partitions).containsExactly(3, 4, 5);
    }
}
