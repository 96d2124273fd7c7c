// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowOperationsTest {
    private final GraphRun run = new GraphRun();

    @AfterEach
    void close() {
        run.close();
    }

    private static Duration seconds(int seconds) {
        return Durations.seconds(seconds);
    }

    private DStream<Integer> numbers() {
        return run.input(batch(1), batch(2), batch(3), batch(4), batch(5), batch(6));
    }

    private PairDStream<String, Integer> words() {
        return run.pairs(
                batch(pair("a", 1)),
                batch(pair("a", 1), pair("b", 1)),
                batch(pair("c", 1), pair("a", 2)),
                batch(),
                batch(pair("b", 3)));
    }

    @Test
    void shouldGatherTheLastBatchesAndBeginPartially() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(numbers().window(seconds(3)));
        run.run(8);
        assertThat(out.get(1)).containsExactly(1);
        assertThat(out.get(2)).containsExactly(1, 2);
        assertThat(out.get(3)).containsExactly(1, 2, 3);
        assertThat(out.get(6)).containsExactly(4, 5, 6);
        assertThat(out.get(8)).containsExactly(6);
    }

    @Test
    void shouldTumbleWhenLengthAndSlideAreEqual() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(numbers().window(seconds(2), seconds(2)));
        run.run(6);
        assertThat(out).isEqualTo(Map.of(2, List.of(1, 2), 4, List.of(3, 4), 6, List.of(5, 6)));
    }

    @Test
    void shouldOverlapWhenTheLengthIsGreaterThanTheSlide() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(numbers().window(seconds(4), seconds(2)));
        run.run(6);
        assertThat(out).isEqualTo(Map.of(2, List.of(1, 2), 4, List.of(1, 2, 3, 4), 6, List.of(3, 4, 5, 6)));
    }

    @Test
    void shouldLeaveGapsWhenTheSlideIsGreaterThanTheLength() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(numbers().window(seconds(1), seconds(3)));
        run.run(6);
        assertThat(out).isEqualTo(Map.of(3, List.of(3), 6, List.of(6)));
    }

    @Test
    void shouldWindowAWindow() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(numbers().window(seconds(2), seconds(2)).window(seconds(4), seconds(4)));
        run.run(6);
        assertThat(out).isEqualTo(Map.of(4, List.of(1, 2, 3, 4)));
    }

    @Test
    void shouldCountTimesPassedOverAsEmptyInAWindow() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(numbers().window(seconds(3)));
        run.run(2);
        run.passOver();
        run.passOver();
        run.run(1);
        assertThat(out).isEqualTo(Map.of(1, List.of(1), 2, List.of(1, 2), 5, List.of(5)));
    }

    @Test
    void shouldForwardPersistenceOfAWindowToItsParent() {
        DStreamHandle<Integer> mapped = (DStreamHandle<Integer>) numbers().map(n -> n);
        DStreamHandle<Integer> window = (DStreamHandle<Integer>) mapped.window(seconds(2));
        assertThat(mapped.node().level()).isEqualTo(StorageLevel.MEMORY_ONLY);
        window.persist(StorageLevel.DISK_ONLY);
        assertThat(mapped.node().level()).isEqualTo(StorageLevel.DISK_ONLY);
        assertThat(window.node().level()).isEqualTo(StorageLevel.NONE);
    }

    @Test
    void shouldLeaveALevelThatTheProgramChoseForTheParentOfAWindow() {
        DStreamHandle<Integer> mapped =
                (DStreamHandle<Integer>) numbers().map(n -> n).persist(StorageLevel.DISK_ONLY);
        mapped.window(seconds(2));
        assertThat(mapped.node().level()).isEqualTo(StorageLevel.DISK_ONLY);
    }

    @Test
    void shouldComputeEachBatchOnceForAllWindows() throws Exception {
        var calls = run.context.longAccumulator("calls");
        run.collect(numbers()
                .map(n -> {
                    calls.add(1L);
                    return n;
                })
                .window(seconds(3)));
        run.run(6);
        assertThat(calls.value()).isEqualTo(6);
    }

    @Test
    void shouldCountAWindowWithExactlyOneNumber() throws Exception {
        Map<Integer, List<Long>> out =
                run.collect(run.input(batch(), batch(1, 2), batch(3)).countByWindow(seconds(2), seconds(1)));
        run.run(6);
        assertThat(out)
                .isEqualTo(Map.of(
                        1,
                        List.of(0L),
                        2,
                        List.of(2L),
                        3,
                        List.of(3L),
                        4,
                        List.of(1L),
                        5,
                        List.of(0L),
                        6,
                        List.of(0L)));
    }

    @Test
    void shouldDropValuesWhoseCountInTheWindowIsZero() throws Exception {
        Map<Integer, Map<String, Long>> out = run.collectMaps(
                run.input(batch("a"), batch("a", "b"), batch()).countByValueAndWindow(seconds(2), seconds(1)));
        run.run(5);
        assertThat(out)
                .isEqualTo(Map.of(
                        1, Map.of("a", 1L),
                        2, Map.of("a", 2L, "b", 1L),
                        3, Map.of("a", 1L, "b", 1L),
                        4, Map.of(),
                        5, Map.of()));
    }

    @Test
    void shouldReduceAWindowToNothingWhenItIsEmpty() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(
                run.input(batch(), batch(1, 2), batch(3)).reduceByWindow(Integer::sum, seconds(2), seconds(1)));
        run.run(5);
        assertThat(out).isEqualTo(Map.of(1, List.of(), 2, List.of(3), 3, List.of(6), 4, List.of(3), 5, List.of()));
    }

    @Test
    void shouldGoOnEmittingAfterTheDataHasLeftWhenReducedWithAnInverse() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(run.input(batch(), batch(1, 2), batch(3))
                .reduceByWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));
        run.run(5);
        assertThat(out).isEqualTo(Map.of(1, List.of(), 2, List.of(3), 3, List.of(6), 4, List.of(3), 5, List.of(0)));
    }

    @Test
    void shouldReduceByKeyOverAWindowAndLetKeysVanish() throws Exception {
        Map<Integer, Map<String, Integer>> out =
                run.collectMaps(words().reduceByKeyAndWindow(Integer::sum, seconds(2)));
        run.run(7);
        assertThat(out)
                .isEqualTo(Map.of(
                        1, Map.of("a", 1),
                        2, Map.of("a", 2, "b", 1),
                        3, Map.of("a", 3, "b", 1, "c", 1),
                        4, Map.of("a", 2, "c", 1),
                        5, Map.of("b", 3),
                        6, Map.of("b", 3),
                        7, Map.of()));
    }

    @Test
    void shouldReduceByKeyOverAWindowThatSlidesSeldom() throws Exception {
        Map<Integer, Map<String, Integer>> out =
                run.collectMaps(words().reduceByKeyAndWindow(Integer::sum, seconds(3), seconds(2)));
        run.run(6);
        assertThat(out)
                .isEqualTo(Map.of(2, Map.of("a", 2, "b", 1), 4, Map.of("a", 3, "b", 1, "c", 1), 6, Map.of("b", 3)));
    }

    @Test
    void shouldKeepKeysForEverWithAnInverseAndNoFilter() throws Exception {
        Map<Integer, Map<String, Integer>> out =
                run.collectMaps(words().reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(2), seconds(1)));
        run.run(7);
        assertThat(out.get(2)).isEqualTo(Map.of("a", 2, "b", 1));
        assertThat(out.get(5)).isEqualTo(Map.of("a", 0, "b", 3, "c", 0));
        assertThat(out.get(7)).isEqualTo(Map.of("a", 0, "b", 0, "c", 0));
    }

    @Test
    void shouldDropKeysThatTheFilterRefuses() throws Exception {
        Map<Integer, Map<String, Integer>> out = run.collectMaps(words().reduceByKeyAndWindow(
                        Integer::sum, (a, b) -> a - b, seconds(2), seconds(1), 3, kv -> kv._2() != 0));
        run.run(7);
        assertThat(out.get(3)).isEqualTo(Map.of("a", 3, "b", 1, "c", 1));
        assertThat(out.get(5)).isEqualTo(Map.of("b", 3));
        assertThat(out.get(7)).isEmpty();
    }

    @Test
    void shouldReduceWithAnInverseOverAWindowThatSlidesSeldom() throws Exception {
        Map<Integer, Map<String, Integer>> out = run.collectMaps(words().reduceByKeyAndWindow(
                        Integer::sum, (a, b) -> a - b, seconds(4), seconds(2), 2, kv -> kv._2() != 0));
        run.run(8);
        assertThat(out)
                .isEqualTo(Map.of(
                        2, Map.of("a", 2, "b", 1),
                        4, Map.of("a", 4, "b", 1, "c", 1),
                        6, Map.of("a", 2, "b", 3, "c", 1),
                        8, Map.of("b", 3)));
    }

    @Test
    void shouldGroupByKeyOverAWindow() throws Exception {
        Map<Integer, Map<String, List<Integer>>> out = run.collectMaps(
                words().groupByKeyAndWindow(seconds(3), seconds(1)).mapValues(WindowOperationsTest::sorted));
        run.run(6);
        assertThat(out)
                .isEqualTo(Map.of(
                        1, Map.of("a", List.of(1)),
                        2, Map.of("a", List.of(1, 1), "b", List.of(1)),
                        3, Map.of("a", List.of(1, 1, 2), "b", List.of(1), "c", List.of(1)),
                        4, Map.of("a", List.of(1, 2), "b", List.of(1), "c", List.of(1)),
                        5, Map.of("a", List.of(2), "b", List.of(3), "c", List.of(1)),
                        6, Map.of("b", List.of(3))));
    }

    @Test
    void shouldGroupAWindowOverBatchesWithAnotherLayout() throws Exception {
        Map<Integer, Map<String, List<Integer>>> out = run.collectMaps(
                words().groupByKeyAndWindow(seconds(3), seconds(1), 2).mapValues(WindowOperationsTest::sorted));
        run.run(2);
        run.plan(layout ->
                new Layout(Map.of(layout.partitions().keySet().iterator().next(), 3)));
        run.attempt(1);
        run.complete();
        assertThat(out.get(3)).isEqualTo(Map.of("a", List.of(1, 1, 2), "b", List.of(1), "c", List.of(1)));
    }

    @Test
    void shouldKeepKeysInTheirPartitionsInAWindow() throws Exception {
        Map<Integer, Integer> partitions = new HashMap<>();
        PairDStream<String, Integer> sums = words().reduceByKey(Integer::sum, 2);
        for (PairDStream<String, ?> window : List.of(
                sums.window(seconds(3)), sums.union(sums), sums.groupByKeyAndWindow(seconds(3), seconds(1), 2))) {
            window.foreachRDD((rdd, time) -> {
                assertThat(rdd.partitioner()).contains(new HashPartitioner(2));
                partitions.merge((int) (time.milliseconds() / 1_000), rdd.getNumPartitions(), Integer::sum);
            });
        }
        run.run(3);
        assertThat(partitions).isEqualTo(Map.of(1, 6, 2, 6, 3, 6));
    }

    @Test
    void shouldKeepAWindowedReductionRightWhenNobodyReadsItInSomeBatches() throws Exception {
        DStream<Long> seldom = run.input(batch(1), batch(2), batch(3), batch(4))
                .countByWindow(seconds(3), seconds(1))
                .window(seconds(1), seconds(4));
        Map<Integer, List<Long>> out = run.collect(seldom);
        run.run(4);
        assertThat(out).isEqualTo(Map.of(4, List.of(3L)));
    }

    private static List<Integer> sorted(Iterable<Integer> values) {
        return StreamSupport.stream(values.spliterator(), false).sorted().toList();
    }

    @Test
    void shouldKeepNoRddsOfTheWindowOfAReduction() throws Exception {
        PairDStreamHandle<String, Integer> words = (PairDStreamHandle<String, Integer>) words();
        run.collectMaps(words.reduceByKeyAndWindow(Integer::sum, seconds(60)));
        run.run(5);
        assertThat(words.node().remembered()).containsExactly(GraphRun.time(5));
    }
}
