// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparkEngineIT {
    @Test
    void shouldRunStepsAndShufflesInTheExecutors() {
        RDD<Integer> numbers = OnCluster.context()
                .parallelize(IntStream.range(0, 10_000).boxed().toList(), 4);

        Map<Integer, Integer> sums = new java.util.TreeMap<>(numbers.mapToPair(n -> new Tuple2<>(n % 3, 1))
                .reduceByKey(Integer::sum, 3)
                .collectAsMap());

        assertThat(sums).isEqualTo(Map.of(0, 3334, 1, 3333, 2, 3333));
        assertThat(numbers.map(n -> ProcessHandle.current().pid()).distinct().collect())
                .isNotEmpty()
                .doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void shouldKeepTheOrderOfRecordsThroughAShuffle() {
        List<Integer> numbers = IntStream.range(0, 20_000).boxed().toList();

        List<List<Integer>> grouped = OnCluster.context()
                .parallelize(numbers, 4)
                .mapToPair(n -> new Tuple2<>(n % 2, n))
                .groupByKey(2)
                .map(pair -> {
                    List<Integer> values = new ArrayList<>();
                    pair._2().forEach(values::add);
                    return values;
                })
                .collect();

        assertThat(grouped)
                .containsExactlyInAnyOrder(
                        numbers.stream().filter(n -> n % 2 == 0).toList(),
                        numbers.stream().filter(n -> n % 2 == 1).toList());
    }

    @Test
    void shouldSortJoinUnionAndKeep() {
        RDD<String> words = OnCluster.context().parallelize(List.of("b", "c", "a", "b"), 3);
        RDD<String> kept = words.union(OnCluster.context().parallelize(List.of("d")))
                .map(word -> word + ProcessHandle.current().pid() + System.nanoTime())
                .persist(StorageLevel.MEMORY_AND_DISK);

        assertThat(words.sortBy(word -> word, true, 2).collect()).containsExactly("a", "b", "b", "c");
        assertThat(words.mapToPair(word -> new Tuple2<>(word, 1))
                        .join(words.mapToPair(word -> new Tuple2<>(word, 2)))
                        .count())
                .isEqualTo(6);
        assertThat(kept.collect()).isEqualTo(kept.collect()).hasSize(5);
        kept.unpersist();
    }

    @Test
    void shouldKeepAllRecordsOfAPartitionOfManyBlocks() {
        RDD<Optional<Integer>> kept = OnCluster.context()
                .parallelize(IntStream.range(0, 5_000).boxed().toList(), 2)
                .map(number -> Optional.of(number))
                .persist(StorageLevel.MEMORY_ONLY_SER);

        assertThat(kept.count()).isEqualTo(5_000);
        assertThat(kept.take(3)).containsExactly(Optional.of(0), Optional.of(1), Optional.of(2));
        assertThat(kept.collect()).hasSize(5_000).doesNotHaveDuplicates();
        kept.unpersist();
    }

    @Test
    void shouldKeepWhatIsMadeOfManyOthersThatAreKept() {
        RDD<Integer> numbers = OnCluster.context().parallelize(List.of(1, 2), 2);
        List<RDD<Integer>> kept = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            numbers = numbers.map(number -> number + 1).persist(StorageLevel.DISK_ONLY);
            kept.add(numbers);
        }

        assertThat(numbers.collect()).containsExactly(41, 42);
        assertThat(numbers.collect()).containsExactly(41, 42);
        kept.forEach(RDD::unpersist);
    }

    @Test
    void shouldReadOnceWhatIsUsedTwiceInEachOfManySteps() {
        RDD<Integer> numbers = OnCluster.context().parallelize(List.of(1, 2), 1);
        for (int i = 0; i < 40; i++) {
            numbers = numbers.union(numbers.map(number -> number)).distinct(1);
        }

        assertThat(numbers.collect()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void shouldCountInAccumulatorsAndReadBroadcasts() {
        LongAccumulator count = OnCluster.context().longAccumulator("count");
        var factor = OnCluster.context().broadcast(3);

        List<Integer> products = OnCluster.context()
                .parallelize(List.of(1, 2, 3), 3)
                .map(n -> {
                    count.add(1);
                    return n * factor.value();
                })
                .collect();

        assertThat(products).containsExactly(3, 6, 9);
        assertThat(count.value()).isEqualTo(3);
    }

    @Test
    void shouldThrowWhatTheFunctionThrew() {
        assertThatThrownBy(() -> OnCluster.context()
                        .parallelize(List.of("x"), 1)
                        .map(word -> {
                            throw new IOException("cannot read " + word);
                        })
                        .collect())
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read x");
    }

    @Test
    void shouldCountWordsBatchByBatch() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<String> lines = new MemorySource<String>("lines")
                    .addPartitions(List.of(List.of("a b", "a"), List.of("b a")))
                    .add(List.of("c"));
            var counts = harness.collect(harness.stream(lines)
                    .flatMap(line -> List.of(line.split(" ")).iterator())
                    .countByValue());

            harness.runBatches(3);

            assertThat(counts.batches().get(0)).containsExactlyInAnyOrder(new Tuple2<>("a", 3L), new Tuple2<>("b", 2L));
            assertThat(counts.batches().get(1)).containsExactly(new Tuple2<>("c", 1L));
            assertThat(counts.batches().get(2)).isEmpty();
        }
    }

    @Test
    void shouldKeepStateInTheExecutors() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<String> words = new MemorySource<String>("words")
                    .addPartitions(List.of(List.of("a", "b"), List.of("a")))
                    .addNothing()
                    .add(List.of("a", "c"));
            var ones = harness.stream(words).mapToPair(word -> new Tuple2<>(word, 1));
            var totals = harness.collect(ones.<Integer>updateStateByKey((values, old) -> Optional.of(
                    old.orElse(0) + values.stream().mapToInt(Integer::intValue).sum())));
            var windows = harness.collect(ones.reduceByKeyAndWindow(
                    Integer::sum, (a, b) -> a - b, Durations.seconds(2), Durations.seconds(1)));

            harness.runBatches(4);

            assertThat(totals.batches().get(1)).containsExactlyInAnyOrder(new Tuple2<>("a", 2), new Tuple2<>("b", 1));
            assertThat(totals.batches().get(3))
                    .containsExactlyInAnyOrder(new Tuple2<>("a", 3), new Tuple2<>("b", 1), new Tuple2<>("c", 1));
            assertThat(windows.batches().get(2)).contains(new Tuple2<>("a", 1), new Tuple2<>("c", 1));
        }
    }
}
