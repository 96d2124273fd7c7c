// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.numbered;
import static dev.shaduf.semantics.Semantics.pair;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Function3;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code mapWithState} returns for each record, and the state that it keeps. */
@SemanticsTest
class MapWithStateTest {
    /** Adds a record to the sum of its key, and returns key and sum. */
    static String running(String key, Optional<Integer> value, State<Integer> state) {
        if (state.isTimingOut()) {
            return key + "!" + state.get();
        }
        int sum = state.getOption().orElse(0) + value.orElseThrow();
        state.update(sum);
        return key + "=" + sum;
    }

    /** As {@link #running}; zero removes the key. */
    static String endedByZero(String key, Optional<Integer> value, State<Integer> state) {
        if (value.orElseThrow() == 0) {
            state.remove();
            return key + " gone";
        }
        return running(key, value, state);
    }

    private static Function3<String, Optional<Integer>, State<Integer>, String> sum() {
        return MapWithStateTest::running;
    }

    @Test
    void shouldCallTheFunctionOncePerRecordInTheirOrder(StreamHarness harness) throws Exception {
        var sink =
                harness.collect(harness.source(List.of(pair("a", 1), pair("a", 2), pair("a", 3)), List.of(pair("a", 4)))
                        .mapToPair(pair -> pair)
                        .mapWithState(StateSpec.function(sum())));

        harness.runBatches(2);

        assertThat(sink.batches()).containsExactly(List.of("a=1", "a=3", "a=6"), List.of("a=10"));
    }

    @Test
    void shouldReturnNothingForKeysWithoutData(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b1", "a1", "").mapWithState(StateSpec.function(sum())));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("a=1 b=1", "a=2", "");
    }

    @Test
    void shouldLetTheLongerFunctionSeeTheTimeAndReturnNothing(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b2", "a3")
                .mapWithState(StateSpec.<String, Integer, Integer, String>function((time, key, value, state) ->
                        value.filter(v -> v != 2)
                                .map(v -> key + v + "@"
                                        + time.minus(Semantics.ZERO).milliseconds()))));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a1@1000", "a3@2000");
    }

    @Test
    void shouldShowTheWholeStateInSnapshots(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1 b1", "a1", "")
                .mapWithState(StateSpec.function(sum()))
                .stateSnapshots());

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a1 b1", "a2 b1", "a2 b1", "a2 b1");
    }

    @Test
    void shouldGiveSnapshotsOfTheirOwnBatchInTheSameBatch(StreamHarness harness) throws Exception {
        var mapped = pairs(harness, "a1", "a1").mapWithState(StateSpec.function(sum()));
        var records = harness.collect(mapped);
        var snapshots = harness.collect(mapped.stateSnapshots());

        harness.runBatches(2);

        assertThat(said(records)).containsExactly("a=1", "a=2");
        assertThat(said(snapshots)).containsExactly("a1", "a2");
    }

    @Test
    void shouldForgetAKeyThatTheFunctionRemoves(StreamHarness harness) throws Exception {
        var mapped = pairs(harness, "a1 b1", "a0", "a5")
                .mapWithState(StateSpec.function(
                        (Function3<String, Optional<Integer>, State<Integer>, String>) MapWithStateTest::endedByZero));
        var records = harness.collect(mapped);
        var snapshots = harness.collect(mapped.stateSnapshots());

        harness.runBatches(3);

        assertThat(said(records)).containsExactly("a=1 b=1", "a gone", "a=5");
        assertThat(said(snapshots)).containsExactly("a1 b1", "b1", "a5 b1");
    }

    @Test
    void shouldStartAnewForARecordAfterTheOneThatRemovedItsKey(StreamHarness harness) throws Exception {
        var sink = harness.collect(harness.source(List.of(pair("a", 1), pair("a", 0), pair("a", 7)))
                .mapToPair(pair -> pair)
                .mapWithState(StateSpec.function(
                        (Function3<String, Optional<Integer>, State<Integer>, String>) MapWithStateTest::endedByZero)));

        harness.runBatches(1);

        assertThat(sink.records()).containsExactly("a=1", "a gone", "a=7");
    }

    @Test
    void shouldSeeTheInitialStateInTheFirstBatch(StreamHarness harness) throws Exception {
        var initial = harness.context().context().parallelizePairs(List.of(pair("a", 10), pair("z", 1)));
        var mapped = pairs(harness, "a1", "z1")
                .mapWithState(StateSpec.function(sum()).initialState(initial));
        var records = harness.collect(mapped);
        var snapshots = harness.collect(mapped.stateSnapshots());

        harness.runBatches(2);

        assertThat(said(records)).containsExactly("a=11", "z=2");
        assertThat(said(snapshots)).containsExactly("a11 z1", "a11 z2");
    }

    @Test
    void shouldTimeOutInTheBatchInWhichItIsDue(StreamHarness harness) throws Exception {
        var mapped = pairs(harness, "a1 b1", "b1")
                .mapWithState(StateSpec.function(sum()).timeout(seconds(3)));
        var records = harness.collect(mapped);
        var snapshots = harness.collect(mapped.stateSnapshots());

        harness.runBatches(6);

        assertThat(numbered(records)).containsExactly("1: a=1 b=1", "2: b=2", "3:", "4: a!1", "5: b!2", "6:");
        assertThat(said(snapshots)).containsExactly("a1 b1", "a1 b2", "a1 b2", "b2", "", "");
    }

    @Test
    void shouldTimeOutAtTheNextBatchWhenTheTimeoutIsNoMultipleOfTheInterval(StreamHarness harness) throws Exception {
        var sink = harness.collect(
                pairs(harness, "a1").mapWithState(StateSpec.function(sum()).timeout(Durations.milliseconds(1_500))));

        harness.runBatches(4);

        assertThat(numbered(sink)).containsExactly("1: a=1", "2:", "3: a!1", "4:");
    }

    @Test
    void shouldStartTheTimeOfAKeyAnewWithAnyDataEvenWithoutAnUpdate(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "", "a0", "", "", "")
                .mapWithState(StateSpec.<String, Integer, Integer, String>function((key, value, state) -> {
                            if (state.isTimingOut()) {
                                return key + "!";
                            }
                            if (!state.exists()) {
                                state.update(1);
                            }
                            return key;
                        })
                        .timeout(seconds(2))));

        harness.runBatches(6);

        assertThat(numbered(sink)).containsExactly("1: a", "2:", "3: a", "4:", "5: a!", "6:");
    }

    @Test
    void shouldNotTimeOutAKeyThatHasDataInTheBatchInWhichItIsDue(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "", "a1")
                .mapWithState(StateSpec.function(sum()).timeout(seconds(2))));

        harness.runBatches(5);

        assertThat(numbered(sink)).containsExactly("1: a=1", "2:", "3: a=2", "4:", "5: a!2");
    }

    @Test
    void shouldTimeOutInitialStateThatNeverGetsData(StreamHarness harness) throws Exception {
        var initial = harness.context().context().parallelizePairs(List.of(pair("a", 10)));
        var sink = harness.collect(pairs(harness)
                .mapWithState(StateSpec.function(sum()).initialState(initial).timeout(seconds(2))));

        harness.runBatches(5);

        assertThat(said(sink)).containsOnlyOnce("a!10");
    }

    @Test
    void shouldStartAnewWhenAKeyComesBackAfterItsTimeout(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "", "a5")
                .mapWithState(StateSpec.function(sum()).timeout(seconds(1))));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a=1", "a!1", "a=5", "a!5");
    }

    @Test
    void shouldKeepTheStateInThePartitionsThatTheSpecificationGives(StreamHarness harness) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        var input = pairs(harness, "a1");
        input.mapWithState(StateSpec.function(sum()).numPartitions(3))
                .foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
        input.mapWithState(StateSpec.function(sum()).partitioner(new HashPartitioner(5)))
                .stateSnapshots()
                .foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));

        harness.runBatches(1);

        assertThat(partitions).containsExactly(3, 5);
    }

    @Test
    void shouldUpdateTheStateAlsoInBatchesInWhichNothingReadsIt(StreamHarness harness) throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a1", "a1", "a1")
                .mapWithState(StateSpec.function(sum()))
                .window(seconds(1), seconds(2)));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a=2", "a=4");
    }

    @Test
    void shouldRefuseATimeoutThatIsNotPositive(StreamHarness harness) {
        var input = pairs(harness);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> input.mapWithState(StateSpec.function(sum()).timeout(Durations.milliseconds(0))))
                .withMessageContaining("mapWithState at MapWithStateTest.java:")
                .withMessageContaining("0 ms");
    }
}
