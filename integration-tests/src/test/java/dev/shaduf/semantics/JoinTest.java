// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What combines two streams of pairs by key, batch by batch. */
@SemanticsTest
class JoinTest {
    @Test
    void shouldJoinKeysThatBothStreamsHaveInABatch(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2", "c3").join(pairs(harness, "a7 a8 z0", "a1")));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a(1,7) a(1,8)", "");
    }

    @Test
    void shouldYieldEveryPairOfValuesOfAKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 a2").join(pairs(harness, "a3 a4")));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a(1,3) a(1,4) a(2,3) a(2,4)");
    }

    @Test
    void shouldJoinTheEmptyKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "1").join(pairs(harness, "2")));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("(1,2)");
    }

    @Test
    void shouldKeepTheLeftSideInALeftOuterJoin(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2", "a1", "").leftOuterJoin(pairs(harness, "a7 z0", "", "a1")));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a(1,7) b(2,-)", "a(1,-)", "");
    }

    @Test
    void shouldKeepTheRightSideInARightOuterJoin(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2", "a1", "").rightOuterJoin(pairs(harness, "a7 z0", "", "a1")));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a(1,7) z(-,0)", "", "a(-,1)");
    }

    @Test
    void shouldKeepBothSidesInAFullOuterJoin(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2", "a1", "").fullOuterJoin(pairs(harness, "a7 z0", "", "a1")));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a(1,7) b(2,-) z(-,0)", "a(1,-)", "a(-,1)");
    }

    @Test
    void shouldCarryMissingSidesThroughSerializedFormsAndShuffles(StreamHarness harness) throws Exception {
        List<String> seen = new ArrayList<>();
        pairs(harness, "a1 b2")
                .leftOuterJoin(pairs(harness, "a7"))
                .persist(StorageLevel.MEMORY_ONLY_SER)
                .groupByKey()
                .foreachRDD(rdd -> seen.add(said(rdd.collect())));

        harness.runBatches(1);

        assertThat(seen).containsExactly("a[(1,7)] b[(2,-)]");
    }

    @Test
    void shouldGatherTheValuesOfBothStreams(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 a2 b3", "").cogroup(pairs(harness, "a7 z0", "a1")));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a([1,2],[7]) b([3],[]) z([],[0])", "a([],[1])");
    }

    @Test
    void shouldJoinAStreamWithItself(StreamHarness harness) throws Exception {
        var input = pairs(harness, "a1 b2");
        var sink = harness.collect(input.join(input));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a(1,1) b(2,2)");
    }

    @Test
    void shouldJoinAcrossBatchesByWindowsOnly(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "")
                .window(seconds(2))
                .join(pairs(harness, "", "a2").window(seconds(2))));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("", "a(1,2)", "");
    }

    @Test
    void shouldJoinStreamsThatArePartitionedAlikeOrNot(StreamHarness harness) throws Exception {
        var left = pairs(harness, "a1 b2 c3").reduceByKey(Integer::sum, 3);
        var right = pairs(harness, "a4 b5 d6");
        var alike = harness.collect(left.join(right.reduceByKey(Integer::sum, 3), new HashPartitioner(3)));
        var apart = harness.collect(left.join(right.reduceByKey(Integer::sum, 2), 5));

        harness.runBatches(1);

        assertThat(said(alike)).containsExactly("a(1,4) b(2,5)");
        assertThat(said(apart)).isEqualTo(said(alike));
    }

    @Test
    void shouldJoinInTheNumberOfPartitionsGiven(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        var left = pairs(harness, "a1");
        var right = pairs(harness, "a2");
        left.join(right, 3).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        left.leftOuterJoin(right, 4).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        left.rightOuterJoin(right, 5).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        left.fullOuterJoin(right, 6).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        left.cogroup(right, 7).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));

        harness.runBatches(1);

        assertThat(partitions).containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    void shouldRefuseStreamsOfDifferentSlides(StreamHarness harness) {
        var slow = pairs(harness).window(seconds(2), seconds(2));
        var fast = pairs(harness);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fast.join(slow))
                .withMessageContaining("join at JoinTest.java:")
                .withMessageContaining("1000 ms")
                .withMessageContaining("2000 ms");
    }
}
