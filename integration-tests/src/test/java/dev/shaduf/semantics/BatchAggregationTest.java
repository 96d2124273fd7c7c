// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbers;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What combines the records of one batch. */
@SemanticsTest
class BatchAggregationTest {
    @Test
    void shouldCountWithExactlyOneElementAlsoForAnEmptyBatch(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b c", "", "d").count());

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("3", "0", "1", "0");
    }

    @Test
    void shouldReduceToOneElementAndToNoneForAnEmptyBatch(StreamHarness harness) throws Exception {
        var sink = harness.collect(numbers(harness, "1 2 3", "", "4").reduce(Integer::sum));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("6", "", "4", "");
    }

    @Test
    void shouldNotCallTheReduceFunctionForOneRecord(StreamHarness harness) throws Exception {
        var sink = harness.collect(numbers(harness, "7").reduce((a, b) -> {
            throw new IllegalStateException("there is nothing to combine");
        }));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("7");
    }

    @Test
    void shouldCountEachValueOfItsBatchAlone(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "a b a", "", "b").countByValue());

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a2 b1", "", "b1");
    }

    @Test
    void shouldCountEachValueInTheNumberOfPartitionsGiven(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        words(harness, "a b a").countByValue(3).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));

        harness.runBatches(1);

        assertThat(partitions).containsExactly(3);
    }

    @Test
    void shouldReduceByKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2 a3", "a1", "").reduceByKey(Integer::sum));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a4 b2", "a1", "");
    }

    @Test
    void shouldReduceTheEmptyKeyLikeAnyOther(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "1 a2 3").reduceByKey(Integer::sum));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("4 a2");
    }

    @Test
    void shouldGroupByKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2 a3 a1", "c1").groupByKey());

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a[1,1,3] b[2]", "c[1]");
    }

    @Test
    void shouldCombineByKeyIntoAnotherType(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2 a3", "a5")
                .combineByKey(
                        value -> "<" + value,
                        (text, value) -> text,
                        (left, right) -> left.length() > right.length() ? left : right,
                        new HashPartitioner(2)));

        harness.runBatches(2);

        assertThat(said(sink).get(0)).matches("a<[13] b<2");
        assertThat(said(sink).get(1)).isEqualTo("a<5");
    }

    @Test
    void shouldCombineByKeyTheSameWithoutCombiningBeforeTheShuffle(StreamHarness harness) throws Exception {
        var input = pairs(harness, "a1 b2 a3 a4", "b5 b6");
        var with = harness.collect(input.combineByKey(
                value -> 10 * value, (sum, value) -> sum + 10 * value, Integer::sum, new HashPartitioner(2), true));
        var without = harness.collect(input.combineByKey(
                value -> 10 * value, (sum, value) -> sum + 10 * value, Integer::sum, new HashPartitioner(2), false));

        harness.runBatches(2);

        assertThat(said(with)).containsExactly("a80 b20", "b110");
        assertThat(said(without)).isEqualTo(said(with));
    }

    @Test
    void shouldComputeEachBatchOnItsOwn(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a1", "a1").reduceByKey(Integer::sum));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a1", "a1", "a1");
    }
}
