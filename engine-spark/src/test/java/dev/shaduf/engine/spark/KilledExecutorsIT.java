// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spark.cluster.SparkCluster;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Executors are killed at random moments of batches that keep records, running counts and windows: nothing is lost and nothing comes
 * twice. 3 kills, or 30 in a soak, or {@code -Dkill.rounds}; {@code -Dkill.seed} repeats a run.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledExecutorsIT {
    private static final int KILLS = Integer.getInteger("kill.rounds", Boolean.getBoolean("test.soak") ? 30 : 3);
    private static final int BATCHES_PER_KILL = 3;
    private static final int RECORDS = 200;
    private static final int KEYS = 17;
    private static final int WINDOW = 3;

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<List<Integer>> fed = new ArrayList<>();
    private final MemorySource<Integer> source = new MemorySource<>("numbers");

    @Test
    void shouldNeitherLoseNorRepeatARecordWhenExecutorsAreKilled() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            PairDStream<Integer, Long> pairs =
                    harness.stream(source).mapToPair(number -> new Tuple2<>(number % KEYS, 1L));
            var records = harness.collect(harness.stream(source).repartition(2));
            var counts = harness.collect(pairs.<Long>updateStateByKey((values, old) -> Optional.of(
                    old.orElse(0L) + values.stream().mapToLong(v -> v).sum())));
            var windows = harness.collect(pairs.reduceByKeyAndWindow(
                    Long::sum, (a, b) -> a - b, Durations.seconds(WINDOW), Durations.seconds(1)));

            for (int kill = 0; kill < KILLS; kill++) {
                feed();
                Thread killer = killer();
                harness.runBatches(BATCHES_PER_KILL);
                killer.join();
                verify(records, counts, windows);
            }
        }
    }

    private void feed() {
        for (int i = 0; i < BATCHES_PER_KILL; i++) {
            List<Integer> batch = random.ints(RECORDS, 0, 10_000).boxed().toList();
            fed.add(batch);
            source.addPartitions(List.of(batch.subList(0, RECORDS / 2), batch.subList(RECORDS / 2, RECORDS)));
        }
    }

    private Thread killer() {
        long wait = TimeUnit.MILLISECONDS.toNanos(random.nextInt(600));
        int which = random.nextInt(2);
        Thread killer = new Thread(() -> {
            LockSupport.parkNanos(wait);
            SparkCluster cluster = OnCluster.cluster();
            List<ProcessHandle> executors = cluster.executors();
            if (!executors.isEmpty()) {
                cluster.kill(executors.get(which % executors.size()));
            }
        });
        killer.start();
        return killer;
    }

    /** Checks the batches of the last kill. */
    private void verify(
            CollectingSink<Integer> records,
            CollectingSink<Tuple2<Integer, Long>> counts,
            CollectingSink<Tuple2<Integer, Long>> windows) {
        assertThat(records.batches()).as("seed %s", seed).hasSameSizeAs(fed);
        for (int i = fed.size() - BATCHES_PER_KILL; i < fed.size(); i++) {
            assertThat(records.batches().get(i))
                    .as("records of batch %s, seed %s", i, seed)
                    .containsExactlyInAnyOrderElementsOf(fed.get(i));
            assertThat(counted(counts.batches().get(i)))
                    .as("counts of batch %s, seed %s", i, seed)
                    .isEqualTo(count(fed.subList(0, i + 1)));
            assertThat(counted(windows.batches().get(i)))
                    .as("window of batch %s, seed %s", i, seed)
                    .isEqualTo(count(fed.subList(Math.max(0, i + 1 - WINDOW), i + 1)));
        }
    }

    private static Map<Integer, Long> count(List<List<Integer>> batches) {
        Map<Integer, Long> counts = new TreeMap<>();
        batches.forEach(batch -> batch.forEach(number -> counts.merge(number % KEYS, 1L, Long::sum)));
        return counts;
    }

    private static Map<Integer, Long> counted(List<Tuple2<Integer, Long>> pairs) {
        Map<Integer, Long> counts = new TreeMap<>();
        pairs.stream().filter(pair -> pair._2() != 0).forEach(pair -> counts.put(pair._1(), pair._2()));
        return counts;
    }
}
