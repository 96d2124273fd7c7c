// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.dstream.MapWithStateDStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatefulOperationsTest {
    private final GraphRun run = new GraphRun();

    @AfterEach
    void close() {
        run.close();
    }

    private PairDStream<String, Integer> words() {
        return run.pairs(
                batch(pair("a", 1)), batch(pair("a", 2), pair("b", 1)), batch(), batch(pair("b", 5), pair("a", 1)));
    }

    private static Optional<Integer> add(List<Integer> values, Optional<Integer> state) {
        return Optional.of(state.orElse(0) + values.stream().mapToInt(v -> v).sum());
    }

    private static Integer total(String key, Optional<Integer> value, State<Integer> state) {
        int sum = state.getOption().orElse(0) + value.orElse(0);
        state.update(sum);
        return sum;
    }

    @Test
    void shouldCallTheFunctionForEveryKeyInEveryBatch() throws Exception {
        Map<Integer, Map<String, List<Integer>>> out =
                run.collectMaps(words().<List<Integer>>updateStateByKey((values, state) -> {
                    List<Integer> all = new ArrayList<>(state.orElse(List.of()));
                    all.add(values.size());
                    return Optional.of(all);
                }));
        run.run(4);
        assertThat(out.get(3)).isEqualTo(Map.of("a", List.of(1, 1, 0), "b", List.of(1, 0)));
        assertThat(out.get(4)).isEqualTo(Map.of("a", List.of(1, 1, 0, 1), "b", List.of(1, 0, 1)));
    }

    @Test
    void shouldRemoveAKeyWhenTheResultIsEmpty() throws Exception {
        Map<Integer, Map<String, Integer>> out = run.collectMaps(words().<Integer>updateStateByKey(
                        (values, state) -> values.isEmpty() ? Optional.empty() : add(values, state)));
        run.run(5);
        assertThat(out)
                .isEqualTo(Map.of(
                        1,
                        Map.of("a", 1),
                        2,
                        Map.of("a", 3, "b", 1),
                        3,
                        Map.of(),
                        4,
                        Map.of("a", 1, "b", 5),
                        5,
                        Map.of()));
    }

    @Test
    void shouldSeeTheInitialStateInTheFirstBatch() throws Exception {
        PairRDD<String, Integer> initial = run.context.parallelizePairs(List.of(pair("a", 100), pair("z", 7)));
        Map<Integer, Map<String, Integer>> out =
                run.collectMaps(words().updateStateByKey(StatefulOperationsTest::add, new HashPartitioner(3), initial));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, Map.of("a", 101, "z", 7), 2, Map.of("a", 103, "z", 7, "b", 1)));
    }

    @Test
    void shouldGiveBatchTimeAndKeyToTheUpdateFunction() throws Exception {
        Map<Integer, Map<String, String>> out = run.collectMaps(words().<String>updateStateByKey(
                        (time, key, values, state) ->
                                Optional.of(key + "@" + time.milliseconds() + ":" + values.size()),
                        new HashPartitioner(2)));
        run.run(2);
        assertThat(out.get(2)).isEqualTo(Map.of("a", "a@2000:1", "b", "b@2000:1"));
    }

    @Test
    void shouldSeeTheInitialStateWithTimeAndKey() throws Exception {
        PairRDD<String, Integer> initial = run.context.parallelizePairs(List.of(pair("a", 1)));
        Map<Integer, Map<String, Integer>> out = run.collectMaps(words().updateStateByKey(
                        (time, key, values, state) -> add(values, state), new HashPartitioner(2), initial));
        run.run(1);
        assertThat(out.get(1)).isEqualTo(Map.of("a", 2));
    }

    @Test
    void shouldMapWithStateOncePerRecordAndReturnNothingForOtherKeys() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(words().mapWithState(StateSpec.function(StatefulOperationsTest::total)));
        run.run(4);
        assertThat(out.get(1)).containsExactly(1);
        assertThat(out.get(2)).containsExactlyInAnyOrder(3, 1);
        assertThat(out.get(3)).isEmpty();
        assertThat(out.get(4)).containsExactlyInAnyOrder(6, 4);
    }

    @Test
    void shouldShowTheWholeStateInSnapshots() throws Exception {
        MapWithStateDStream<String, Integer, Integer, Integer> mapped = words().mapWithState(
                        StateSpec.function(StatefulOperationsTest::total).numPartitions(3));
        Map<Integer, Map<String, Integer>> out = run.collectMaps(mapped.stateSnapshots());
        run.run(4);
        assertThat(out)
                .isEqualTo(Map.of(
                        1,
                        Map.of("a", 1),
                        2,
                        Map.of("a", 3, "b", 1),
                        3,
                        Map.of("a", 3, "b", 1),
                        4,
                        Map.of("a", 4, "b", 6)));
    }

    @Test
    void shouldStartMapWithStateFromTheInitialState() throws Exception {
        PairRDD<String, Integer> initial = run.context.parallelizePairs(List.of(pair("a", 10), pair("z", 1)));
        MapWithStateDStream<String, Integer, Integer, Integer> mapped = words().mapWithState(
                        StateSpec.function(StatefulOperationsTest::total).initialState(initial));
        Map<Integer, List<Integer>> out = run.collect(mapped);
        Map<Integer, Map<String, Integer>> snapshots = run.collectMaps(mapped.stateSnapshots());
        run.run(1);
        assertThat(out.get(1)).containsExactly(11);
        assertThat(snapshots.get(1)).isEqualTo(Map.of("a", 11, "z", 1));
    }

    @Test
    void shouldTimeOutInTheBatchInWhichItIsDue() throws Exception {
        StateSpec<String, Integer, Integer, String> spec = StateSpec.<String, Integer, Integer, String>function(
                        (key, value, state) -> {
                            if (state.isTimingOut()) {
                                return key + " left with " + state.get();
                            }
                            state.update(value.orElseThrow());
                            return key;
                        })
                .timeout(Durations.seconds(2));
        Map<Integer, List<String>> out =
                run.collect(run.pairs(batch(pair("a", 7))).mapWithState(spec));
        run.run(4);
        assertThat(out).isEqualTo(Map.of(1, List.of("a"), 2, List.of(), 3, List.of("a left with 7"), 4, List.of()));
    }

    @Test
    void shouldUpdateOnceForTwoOutputsAndAWindow() throws Exception {
        var calls = run.context.longAccumulator("calls");
        PairDStream<String, Integer> state = words().updateStateByKey((values, old) -> {
            calls.add(1L);
            return add(values, old);
        });
        run.collectMaps(state);
        run.collect(state);
        Map<Integer, List<Tuple2<String, Integer>>> window = run.collect(state.window(Durations.seconds(2)));
        run.run(3);
        assertThat(calls.value()).isEqualTo(1 + 2 + 2);
        assertThat(window.get(3)).containsExactlyInAnyOrder(pair("a", 3), pair("b", 1), pair("a", 3), pair("b", 1));
    }

    @Test
    void shouldUpdateEvenWhenOnlyPartOfItIsRead() throws Exception {
        PairDStream<String, Integer> state = run.pairs(batch(pair("a", 1), pair("b", 1), pair("c", 1), pair("d", 1)))
                .updateStateByKey(StatefulOperationsTest::add, 4);
        List<Integer> taken = new ArrayList<>();
        state.foreachRDD(rdd -> taken.add(rdd.take(1).size()));
        Map<Integer, Map<String, Integer>> seldom =
                run.collectMaps(state.window(Durations.seconds(1), Durations.seconds(3)));
        run.run(3);
        assertThat(taken).containsExactly(1, 1, 1);
        assertThat(seldom).isEqualTo(Map.of(3, Map.of("a", 1, "b", 1, "c", 1, "d", 1)));
    }

    @Test
    void shouldChainStatesInDependencyOrder() throws Exception {
        PairDStream<String, Integer> totals = words().updateStateByKey(StatefulOperationsTest::add);
        Map<Integer, Map<String, Integer>> out =
                run.collectMaps(totals.updateStateByKey((values, state) -> add(values, state)));
        run.run(3);
        assertThat(out.get(3)).isEqualTo(Map.of("a", 1 + 3 + 3, "b", 1 + 1));
    }

    @Test
    void shouldHaveTheSameStateAfterARetry() throws Exception {
        Map<Integer, Map<String, Integer>> out = run.collectMaps(words().updateStateByKey(StatefulOperationsTest::add));
        AtomicBoolean broken = new AtomicBoolean(true);
        words().foreachRDD((rdd, time) -> {
            if (time.equals(GraphRun.time(2)) && broken.getAndSet(false)) {
                throw new IllegalStateException("broken once");
            }
        });
        run.run(1);
        run.plan();
        assertThatThrownBy(() -> run.attempt(1)).hasRootCauseMessage("broken once");
        run.undo();
        run.attempt(2);
        run.complete();
        run.run(1);
        assertThat(out.get(2)).isEqualTo(Map.of("a", 3, "b", 1));
        assertThat(out.get(3)).isEqualTo(Map.of("a", 3, "b", 1));
    }

    @Test
    void shouldListUpdatesWhetherOrNotAnOutputAsksForThem() throws Exception {
        words().updateStateByKey(StatefulOperationsTest::add);
        words().reduceByKeyAndWindow(Integer::sum, Durations.seconds(4), Durations.seconds(4));
        run.plan();
        assertThat(run.graph.updates(run.time()).stream().map(update -> update.uid()))
                .containsExactly("input-0.updateStateByKey", "input-1.reduceByKeyAndWindow");
    }

    @Test
    void shouldNotUpdateACompletedBatchAgain() throws Exception {
        PairDStream<String, Integer> words = words();
        PairDStream<String, Integer> state = words.updateStateByKey(StatefulOperationsTest::add);
        run.collectMaps(state);
        run.collect(words.window(Durations.seconds(10)));
        run.run(3);
        assertThat(words.slice(GraphRun.time(1), GraphRun.time(3))).hasSize(3);
        assertThat(state.slice(GraphRun.time(1), GraphRun.time(3))).hasSize(1);
    }

    @Test
    void shouldMergeAWindowOnlyWhenItSlides() throws Exception {
        words().reduceByKeyAndWindow(Integer::sum, Durations.seconds(4), Durations.seconds(2));
        List<Boolean> due = new ArrayList<>();
        for (int batch = 1; batch <= 4; batch++) {
            run.plan();
            run.graph.updates(run.time()).forEach(node -> due.add(((WindowReduceUpdate<?>) node.update()).due()));
        }
        assertThat(due).containsExactly(false, true, false, true);
    }
}
