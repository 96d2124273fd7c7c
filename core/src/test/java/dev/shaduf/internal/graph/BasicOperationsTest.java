// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.DStream;
import dev.shaduf.function.Tuple2;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BasicOperationsTest {
    private final GraphRun run = new GraphRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void shouldMapEachRecordInOrder() throws Exception {
        Map<Integer, List<String>> out =
                run.collect(run.input(batch(1, 2, 3), batch(4)).map(n -> "n" + n));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of("n1", "n2", "n3"), 2, List.of("n4")));
    }

    @Test
    void shouldMapToPairs() throws Exception {
        Map<Integer, Map<String, Integer>> out =
                run.collectMaps(run.input(batch("a", "bb")).mapToPair(word -> pair(word, word.length())));
        run.run(1);
        assertThat(out).isEqualTo(Map.of(1, Map.of("a", 1, "bb", 2)));
    }

    @Test
    void shouldFlatMapToAnyNumberOfResults() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(run.input(batch(0, 2, 1)).flatMap(BasicOperationsTest::times));
        run.run(1);
        assertThat(out.get(1)).containsExactly(2, 2, 1);
    }

    @Test
    void shouldFlatMapToPairs() throws Exception {
        Map<Integer, List<Tuple2<Integer, String>>> out = run.collect(run.input(batch(2))
                .<Integer, String>flatMapToPair(
                        n -> List.of(pair(n, "x"), pair(n + 1, "y")).iterator()));
        run.run(1);
        assertThat(out.get(1)).containsExactly(pair(2, "x"), pair(3, "y"));
    }

    @Test
    void shouldKeepRecordsThatPassTheFilter() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(run.input(batch(1, 2, 3, 4), batch(1)).filter(n -> n % 2 == 0));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(2, 4), 2, List.of()));
    }

    @Test
    void shouldFilterPairs() throws Exception {
        Map<Integer, List<Tuple2<String, Integer>>> out = run.collect(run.pairs(batch(pair("a", 1), pair("b", 2)))
                .filter(p -> p._2() > 1)
                .mapValues(v -> v * 10));
        run.run(1);
        assertThat(out.get(1)).containsExactly(pair("b", 20));
    }

    @Test
    void shouldMapPartitionsAsAWhole() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(run.input(batch(1, 2, 3, 4)).mapPartitions(BasicOperationsTest::sum));
        run.run(1);
        assertThat(out.get(1)).containsExactly(3, 7);
    }

    @Test
    void shouldMapPartitionsToPairs() throws Exception {
        Map<Integer, List<Tuple2<String, Integer>>> out = run.collect(run.input(batch(1, 2, 3, 4))
                .<String, Integer>mapPartitionsToPair(
                        records -> List.of(pair("sum", sum(records).next())).iterator()));
        run.run(1);
        assertThat(out.get(1)).containsExactly(pair("sum", 3), pair("sum", 7));
    }

    @Test
    void shouldGlomEachPartitionIntoOneList() throws Exception {
        Map<Integer, List<List<Integer>>> out =
                run.collect(run.input(batch(1, 2, 3, 4), batch()).glom());
        run.run(2);
        assertThat(out.get(1)).containsExactly(List.of(1, 2), List.of(3, 4));
        assertThat(out.get(2)).containsExactly(List.of(), List.of());
    }

    @Test
    void shouldRepartitionUpAndDown() throws Exception {
        DStream<Integer> input = run.input(batch(1, 2, 3, 4, 5, 6));
        Map<Integer, List<List<Integer>>> up = run.collect(input.repartition(5).glom());
        Map<Integer, List<List<Integer>>> down =
                run.collect(input.repartition(1).glom());
        run.run(1);
        assertThat(up.get(1)).hasSize(5);
        assertThat(up.get(1).stream().flatMap(List::stream)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(down.get(1)).hasSize(1);
        assertThat(down.get(1).get(0)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldKeepDuplicatesInAUnion() throws Exception {
        DStream<Integer> left = run.input(batch(1, 2), batch(3));
        DStream<Integer> right = run.input(batch(2), batch());
        Map<Integer, List<Integer>> out = run.collect(left.union(right));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(1, 2, 2), 2, List.of(3)));
    }

    @Test
    void shouldUniteAListOfStreams() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(
                run.graph.streams().union(List.of(run.input(batch(1)), run.input(batch(2)), run.input(batch(3)))));
        run.run(1);
        assertThat(out.get(1)).containsExactly(1, 2, 3);
    }

    @Test
    void shouldUniteAListOfPairStreams() throws Exception {
        Map<Integer, Map<String, Integer>> out = run.collectMaps(run.graph
                .streams()
                .unionPairs(List.of(run.pairs(batch(pair("a", 1))), run.pairs(batch(pair("b", 2)))))
                .reduceByKey(Integer::sum));
        run.run(1);
        assertThat(out.get(1)).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void shouldCountExactlyOneNumberPerBatch() throws Exception {
        Map<Integer, List<Long>> out =
                run.collect(run.input(batch(1, 2, 3), batch(), batch(4)).count());
        run.run(4);
        assertThat(out).isEqualTo(Map.of(1, List.of(3L), 2, List.of(0L), 3, List.of(1L), 4, List.of(0L)));
    }

    @Test
    void shouldCountZeroWhenTheUpstreamHasNoPartitions() throws Exception {
        Map<Integer, List<Long>> out = run.collect(run.input(batch(1))
                .<Integer>transform(rdd -> run.context.emptyRDD())
                .count());
        run.run(1);
        assertThat(out).isEqualTo(Map.of(1, List.of(0L)));
    }

    @Test
    void shouldReduceToNothingWhenABatchIsEmpty() throws Exception {
        Map<Integer, List<Integer>> out =
                run.collect(run.input(batch(1, 2, 3), batch()).reduce(Integer::sum));
        run.run(3);
        assertThat(out).isEqualTo(Map.of(1, List.of(6), 2, List.of(), 3, List.of()));
    }

    @Test
    void shouldCountEachValue() throws Exception {
        DStream<String> input = run.input(batch("a", "b", "a"), batch("", ""));
        Map<Integer, Map<String, Long>> out = run.collectMaps(input.countByValue());
        Map<Integer, List<List<Tuple2<String, Long>>>> parts =
                run.collect(input.countByValue(3).glom());
        run.run(3);
        assertThat(out).isEqualTo(Map.of(1, Map.of("a", 2L, "b", 1L), 2, Map.of("", 2L), 3, Map.of()));
        assertThat(parts.get(1)).hasSize(3);
    }

    @Test
    void shouldViewPairsAsSingleRecords() throws Exception {
        Map<Integer, List<String>> out = run.collect(
                run.pairs(batch(pair("a", 1))).toDStream().filter(p -> true).map(Tuple2::toString));
        run.run(1);
        assertThat(out.get(1)).containsExactly("(a,1)");
    }

    @Test
    void shouldYieldEmptyBatchesWhenAnInputHasNothing() throws Exception {
        Map<Integer, List<Integer>> out = run.collect(run.<Integer>input().map(n -> n + 1));
        run.run(2);
        assertThat(out).isEqualTo(Map.of(1, List.of(), 2, List.of()));
    }

    private static Iterator<Integer> times(Integer n) {
        return java.util.Collections.nCopies(n, n).iterator();
    }

    private static Iterator<Integer> sum(Iterator<Integer> records) {
        List<Integer> all = new ArrayList<>();
        records.forEachRemaining(all::add);
        return List.of(all.stream().mapToInt(n -> n).sum()).iterator();
    }
}
