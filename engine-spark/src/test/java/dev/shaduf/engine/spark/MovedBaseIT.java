// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table so large that its base moves every few batches; what windows keep of it is lost with the executors. */
@Timeout(300)
class MovedBaseIT {
    private static final int KEYS = 60;
    private static final String LARGE = "x".repeat(10_000);
    private static final int BATCHES = 9;
    private static final Duration WINDOW = Durations.seconds(4);

    private final MemorySource<Integer> source = new MemorySource<>("batches");

    @Test
    void shouldGoOnWhenTheBaseOfALargeTableHasMoved() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            var totals = harness.collect(
                    pairs(harness).updateStateByKey(MovedBaseIT::counted).mapValues(MovedBaseIT::number));

            harness.runBatches(BATCHES);

            assertThat(totals.batches().get(BATCHES - 1))
                    .hasSize(KEYS)
                    .extracting(Tuple2::_2)
                    .containsOnly(BATCHES);
        }
    }

    @Test
    void shouldMakeAgainWhatAStateEmittedBeforeItsBaseMoved() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            var seen = harness.collect(pairs(harness)
                    .mapWithState(StateSpec.<Integer, Integer, String, Tuple2<Integer, Integer>>function(
                            (key, value, state) -> {
                                int number = state.exists() ? number(state.get()) + 1 : 1;
                                state.update(number + LARGE);
                                return new Tuple2<>(key, number);
                            }))
                    .window(WINDOW));

            runAndLoseExecutors(harness);

            assertNewestOf(seen);
        }
    }

    @Test
    void shouldReadAgainTablesFromBeforeTheirBaseMoved() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            var seen = harness.collect(pairs(harness)
                    .updateStateByKey(MovedBaseIT::counted)
                    .mapValues(MovedBaseIT::number)
                    .persist(StorageLevel.MEMORY_AND_DISK)
                    .window(WINDOW));

            runAndLoseExecutors(harness);

            assertNewestOf(seen);
        }
    }

    private PairDStream<Integer, Integer> pairs(StreamHarness harness) {
        for (int i = 0; i <= BATCHES; i++) {
            source.addPartitions(List.of(List.of(i)));
        }
        return harness.stream(source)
                .flatMap(batch -> IntStream.range(0, KEYS).boxed().iterator())
                .mapToPair(key -> new Tuple2<>(key, 1));
    }

    private static void runAndLoseExecutors(StreamHarness harness) throws Exception {
        harness.runBatches(BATCHES);
        OnCluster.cluster().executors().forEach(OnCluster.cluster()::kill);
        harness.runBatches(1);
    }

    private static void assertNewestOf(CollectingSink<Tuple2<Integer, Integer>> seen) {
        List<Tuple2<Integer, Integer>> last = seen.batches().get(BATCHES);
        assertThat(last).hasSize(KEYS * 4);
        assertThat(last.stream().filter(pair -> pair._1() == 7).map(Tuple2::_2))
                .containsExactlyInAnyOrder(BATCHES - 2, BATCHES - 1, BATCHES, BATCHES + 1);
    }

    private static Optional<String> counted(List<Integer> values, Optional<String> old) {
        return Optional.of(old.map(MovedBaseIT::number).orElse(0) + values.size() + LARGE);
    }

    private static int number(String state) {
        return Integer.parseInt(state.substring(0, state.indexOf('x')));
    }
}
