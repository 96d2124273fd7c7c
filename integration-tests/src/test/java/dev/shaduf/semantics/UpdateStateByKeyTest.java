// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.pair;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The state that {@code updateStateByKey} keeps. */
@SemanticsTest
class UpdateStateByKeyTest {
    @Test
    void shouldKeepASumForEachKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(sums(pairs(harness, "a1 b2", "a3", "c1 a1")));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a1 b2", "a4 b2", "a5 b2 c1");
    }

    @Test
    void shouldCallTheFunctionForKeysWithoutData(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "b1", "")
                .<Integer>updateStateByKey((values, calls) -> Optional.of(calls.orElse(0) + 1)));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("a1", "a2 b1", "a3 b2", "a4 b3", "a5 b4");
    }

    @Test
    void shouldGiveNoValuesForAKeyWithoutData(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 a2", "b3")
                .<List<Integer>>updateStateByKey((values, last) -> Optional.of(List.copyOf(values))));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a[1,2]", "a[] b[3]", "a[] b[]");
    }

    @Test
    void shouldRemoveAKeyWhenTheFunctionReturnsNothing(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b1", "a2", "", "b5")
                .<Integer>updateStateByKey((values, old) ->
                        values.isEmpty() ? Optional.empty() : Optional.of(old.orElse(0) + values.get(0))));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("a1 b1", "a3", "", "b5", "");
    }

    @Test
    void shouldNotKeepAKeyForWhichTheFunctionNeverReturnsAState(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a1").<Integer>updateStateByKey((values, old) -> {
            if (old.isPresent()) {
                throw new IllegalStateException("a state that was never returned: " + old);
            }
            return Optional.empty();
        }));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("", "", "");
    }

    @Test
    void shouldSeeTheInitialStateInTheFirstBatch(StreamHarness harness) throws Exception {
        var initial = harness.context().context().parallelizePairs(List.of(pair("a", 10), pair("z", 1)));
        var sink = harness.collect(pairs(harness, "a1 b2", "z1")
                .updateStateByKey(UpdateStateByKeyTest::sum, new HashPartitioner(2), initial));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a11 b2 z1", "a11 b2 z2");
    }

    @Test
    void shouldCallTheFunctionForTheInitialStateWhenTheFirstBatchIsEmpty(StreamHarness harness) throws Exception {
        var initial = harness.context().context().parallelizePairs(List.of(pair("a", 10)));
        var sink = harness.collect(pairs(harness)
                .updateStateByKey((values, old) -> old.map(sum -> sum + 1), new HashPartitioner(2), initial));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a11", "a12");
    }

    @Test
    void shouldGiveBatchTimeAndKeyToTheLongerFunction(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "b1")
                .<String>updateStateByKey(
                        (time, key, values, old) -> Optional.of(
                                key + values.size() + "@" + (time.milliseconds() - batch(0).milliseconds()) / 1_000),
                        new HashPartitioner(2)));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("aa1@1", "aa0@2 bb1@2", "aa0@3 bb0@3");
    }

    @Test
    void shouldLetAKeyExpireByItsTime(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b1", "a1", "a1")
                .<Long>updateStateByKey(
                        (time, key, values, seen) -> values.isEmpty()
                                ? seen.filter(at -> time.milliseconds() - at < 2_000)
                                : Optional.of(time.milliseconds()),
                        new HashPartitioner(2))
                .map(keyAndTime -> keyAndTime._1()));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("a b", "a b", "a", "a", "");
    }

    @Test
    void shouldUseTheInitialStateWithTheLongerFunctionToo(StreamHarness harness) throws Exception {
        var initial = harness.context().context().parallelizePairs(List.of(pair("a", 5)));
        var sink = harness.collect(pairs(harness, "a1")
                .<Integer>updateStateByKey(
                        (time, key, values, old) -> sum(values, old), new HashPartitioner(2), initial));

        harness.runBatches(1);

        assertThat(said(sink)).containsExactly("a6");
    }

    @Test
    void shouldKeepAStateForTheEmptyKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(sums(pairs(harness, "1", "2 a1")));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("1", "3 a1");
    }

    @Test
    void shouldKeepTheStateInThePartitionsThatTheProgramGives(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        List<Optional<Partitioner>> partitioners = new ArrayList<>();
        pairs(harness, "a1").updateStateByKey(UpdateStateByKeyTest::sum, 3).foreachRDD(rdd -> {
            partitions.add(rdd.getNumPartitions());
            partitioners.add(rdd.partitioner());
        });

        harness.runBatches(1);

        assertThat(partitions).containsExactly(3);
        assertThat(partitioners).containsExactly(Optional.of(new HashPartitioner(3)));
    }

    @Test
    void shouldRunEveryBatchAlsoWhenItsOnlyOutputIsSlower(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                sums(pairs(harness, "a1", "a2", "a4", "a8")).window(Semantics.seconds(1), Semantics.seconds(2)));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a3", "a15");
    }

    @Test
    void shouldKeepSeveralStatesOfOneStreamApart(StreamHarness harness) throws Exception {
        var input = pairs(harness, "a1", "a2");
        var sums = harness.collect(sums(input));
        var counts = harness.collect(
                input.<Integer>updateStateByKey((values, old) -> Optional.of(old.orElse(0) + values.size())));

        harness.runBatches(2);

        assertThat(said(sums)).containsExactly("a1", "a3");
        assertThat(said(counts)).containsExactly("a1", "a2");
    }

    @Test
    void shouldKeepAStateOfAState(StreamHarness harness) throws Exception {
        var sink = harness.collect(sums(sums(pairs(harness, "a1", "a1", ""))));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a1", "a3", "a5", "a7");
    }

    @Test
    void shouldNameTheOperationWhenTheFunctionReturnsNull(StreamHarness harness) {
        harness.collect(pairs(harness, "a1").<Integer>updateStateByKey((values, old) -> null));

        assertThatNullPointerException()
                .isThrownBy(() -> harness.runBatches(1))
                .withMessageContaining("updateStateByKey")
                .withMessageContaining("null");
    }

    static PairDStream<String, Integer> sums(PairDStream<String, Integer> input) {
        return input.updateStateByKey(UpdateStateByKeyTest::sum);
    }

    static Optional<Integer> sum(List<Integer> values, Optional<Integer> old) {
        return Optional.of(
                old.orElse(0) + values.stream().mapToInt(Integer::intValue).sum());
    }
}
