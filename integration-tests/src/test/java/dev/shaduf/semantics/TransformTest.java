// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.pair;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions on the driver that make the RDD of each batch from those of other streams. */
@SemanticsTest
class TransformTest {
    @Test
    void shouldYieldTheRddThatTheFunctionReturns(StreamHarness harness) throws Exception {
        var sink = harness.collect(words(harness, "b a b", "").transform(rdd -> rdd.distinct()));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b", "");
    }

    /** That this compiles is what is tested: distinct is overloaded, and so is transform. */
    @Test
    void shouldTakeAMethodThatIsOverloaded(StreamHarness harness) throws Exception {
        var words = harness.collect(words(harness, "b a b").transform(RDD::distinct));
        var pairs = harness.collect(pairs(harness, "b1 a2 b1").transformToPair(PairRDD::distinct));

        harness.runBatches(1);

        assertThat(said(words)).containsExactly("a b");
        assertThat(said(pairs)).containsExactly("a2 b1");
    }

    @Test
    void shouldCallTheFunctionInEveryBatchWithItsTime(StreamHarness harness) throws Exception {
        List<Time> times = new ArrayList<>();
        words(harness, "a")
                .transform((rdd, time) -> {
                    times.add(time);
                    return rdd;
                })
                .foreachRDD(rdd -> {});

        harness.runBatches(3);

        assertThat(times).containsExactly(batch(1), batch(2), batch(3));
    }

    @Test
    void shouldMakePairs(StreamHarness harness) throws Exception {
        var input = words(harness, "a b", "c");
        var plain = harness.collect(input.transformToPair(rdd -> rdd.mapToPair(word -> pair(word, 1))));
        var timed = harness.collect(input.transformToPair((rdd, time) -> {
            long number = time.minus(Semantics.ZERO).milliseconds() / 1_000;
            return rdd.mapToPair(word -> pair(word, number));
        }));

        harness.runBatches(2);

        assertThat(said(plain)).containsExactly("a1 b1", "c1");
        assertThat(said(timed)).containsExactly("a1 b1", "c2");
    }

    @Test
    void shouldTransformPairs(StreamHarness harness) throws Exception {
        var input = pairs(harness, "b1 a2");
        var keys = harness.collect(input.transform(rdd -> rdd.keys()));
        var sorted = harness.collect(input.transformToPair(rdd -> rdd.sortByKey()));

        harness.runBatches(1);

        assertThat(said(keys)).containsExactly("a b");
        assertThat(sorted.records()).containsExactly(pair("a", 2), pair("b", 1));
    }

    @Test
    void shouldLetTheFunctionReadDataOfItsOwnAndRunJobs(StreamHarness harness) throws Exception {
        PairRDD<String, Integer> prices =
                harness.context().context().parallelizePairs(List.of(pair("a", 100), pair("b", 200)));
        var sink = harness.collect(pairs(harness, "a1 z1", "b1 b2").transform(rdd -> {
            long count = rdd.count();
            return rdd.join(prices).map(joined -> joined._1() + joined._2()._2() * count);
        }));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a200", "b400 b400");
    }

    @Test
    void shouldMakeARddOfTwoStreamsInEveryShape(StreamHarness harness) throws Exception {
        var left = words(harness, "a b");
        var right = words(harness, "b c");
        var leftPairs = pairs(harness, "a1 b2");
        var rightPairs = pairs(harness, "b3 c4");
        var records = harness.collect(left.transformWith(right, (a, b, time) -> a.union(b)));
        var recordsOfPairs = harness.collect(left.transformWith(rightPairs, (a, b, time) -> a.union(b.keys())));
        var pairsOfRecords = harness.collect(left.transformWithToPair(
                right, (a, b, time) -> a.union(b).mapToPair(word -> pair(word, 0))));
        var pairsOfBoth = harness.collect(left.transformWithToPair(
                rightPairs, (a, b, time) -> a.mapToPair(word -> pair(word, 9)).union(b)));
        var pairsAndRecords = harness.collect(
                leftPairs.transformWith(right, (a, b, time) -> a.keys().union(b)));
        var pairsAndPairs = harness.collect(
                leftPairs.transformWith(rightPairs, (a, b, time) -> a.join(b).keys()));
        var joined = harness.collect(leftPairs.transformWithToPair(rightPairs, (a, b, time) -> a.join(b)));
        var swapped = harness.collect(leftPairs.transformWithToPair(right, (a, b, time) -> a.mapToPair(Tuple2::swap)));

        harness.runBatches(1);

        assertThat(said(records)).containsExactly("a b b c");
        assertThat(said(recordsOfPairs)).containsExactly("a b b c");
        assertThat(said(pairsOfRecords)).containsExactly("a0 b0 b0 c0");
        assertThat(said(pairsOfBoth)).containsExactly("a9 b3 b9 c4");
        assertThat(said(pairsAndRecords)).containsExactly("a b b c");
        assertThat(said(pairsAndPairs)).containsExactly("b");
        assertThat(said(joined)).containsExactly("b(2,3)");
        assertThat(said(swapped)).containsExactly("1a 2b");
    }

    @Test
    void shouldGiveTheRddsOfSeveralStreamsInTheirOrder(StreamHarness harness) throws Exception {
        var sink = harness.collect(harness.context()
                .transform(
                        List.of(words(harness, "a", "b"), pairs(harness, "x1", "x2 y3"), words(harness, "", "c")),
                        (rdds, time) -> harness.context()
                                .context()
                                .parallelize(List.of(
                                        rdds.get(0).count() + "-" + rdds.get(1).count() + "-"
                                                + rdds.get(2).count()))));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("1-1-0", "1-2-1");
    }

    @Test
    void shouldMakePairsOfSeveralStreams(StreamHarness harness) throws Exception {
        var sink = harness.collect(harness.context()
                .transformToPair(
                        List.of(words(harness, "a a", "b"), words(harness, "c")),
                        (rdds, time) -> sizes(rdds.get(0), rdds.get(1))));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("first2 second1", "first1 second0");
    }

    private static PairRDD<String, Long> sizes(RDD<?> first, RDD<?> second) {
        return first.context().parallelizePairs(List.of(pair("first", first.count()), pair("second", second.count())));
    }

    @Test
    void shouldNameTheTransformThatReturnedNull(StreamHarness harness) {
        words(harness, "a").transform(rdd -> (RDD<String>) null).foreachRDD(rdd -> {});

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("transform at TransformTest.java:")
                .withMessageContaining("returned null")
                .withMessageContaining("emptyRDD");
    }

    @Test
    void shouldNameTheTransformWithThatReturnedNull(StreamHarness harness) {
        words(harness, "a")
                .transformWithToPair(words(harness), (a, b, time) -> (PairRDD<String, Integer>) null)
                .foreachRDD(rdd -> {});

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("transformWithToPair at TransformTest.java:");
    }

    @Test
    void shouldNameTheMapThatReturnedNull(StreamHarness harness) {
        harness.collect(words(harness, "a").map(word -> (String) null));

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("map at TransformTest.java:")
                .withMessageContaining("null");
    }

    @Test
    void shouldNameTheFlatMapThatReturnedNull(StreamHarness harness) {
        harness.collect(words(harness, "a").<String>flatMap(word -> null));

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("flatMap at TransformTest.java:")
                .withMessageContaining("null");
    }

    @Test
    void shouldNameTheMapToPairThatReturnedNull(StreamHarness harness) {
        harness.collect(words(harness, "a").<String, Integer>mapToPair(word -> null));

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("mapToPair at TransformTest.java:")
                .withMessageContaining("null");
    }

    @Test
    void shouldNameTheReductionThatReturnedNull(StreamHarness harness) {
        harness.collect(pairs(harness, "a1 a2").reduceByKey((a, b) -> null));

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("reduceByKey at TransformTest.java:")
                .withMessageContaining("null");
    }

    @Test
    void shouldThrowWhatTheFunctionThrew(StreamHarness harness) {
        words(harness, "a")
                .transform(rdd -> {
                    if (rdd.count() > 0) {
                        throw new IllegalStateException("no");
                    }
                    return rdd;
                })
                .foreachRDD(rdd -> {});

        assertThatIllegalStateException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessage("no");
    }

    @Test
    void shouldRefuseStreamsOfDifferentSlides(StreamHarness harness) {
        var fast = words(harness);
        var slow = fast.window(seconds(2), seconds(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fast.transformWith(slow, (a, b, time) -> a))
                .withMessageContaining("transformWith at TransformTest.java:")
                .withMessageContaining("different slides");
    }
}
