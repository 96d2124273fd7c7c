// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static dev.shaduf.internal.graph.GraphRun.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PairOperationsTest {
    private final GraphRun run = new GraphRun();

    @AfterEach
    void close() {
        run.close();
    }

    private PairDStream<String, Integer> left() {
        return run.pairs(batch(pair("a", 1), pair("b", 2)), batch(), batch(pair("", 4)));
    }

    private PairDStream<String, String> right() {
        return run.pairs(batch(pair("a", "x"), pair("c", "z")), batch(), batch());
    }

    private static <T> TreeSet<T> sorted(Iterable<T> values) {
        return new TreeSet<>(StreamSupport.stream(values.spliterator(), false).toList());
    }

    @Test
    void shouldReduceByKeyBatchByBatch() throws Exception {
        Map<Integer, Map<String, Integer>> out = run.collectMaps(run.pairs(
                        batch(pair("a", 1), pair("a", 2), pair("b", 3)),
                        batch(pair("a", 9)),
                        batch(pair("", 1), pair("", 1)))
                .reduceByKey(Integer::sum));
        run.run(4);
        assertThat(out).isEqualTo(Map.of(1, Map.of("a", 3, "b", 3), 2, Map.of("a", 9), 3, Map.of("", 2), 4, Map.of()));
    }

    @Test
    void shouldGroupByKey() throws Exception {
        Map<Integer, Map<String, TreeSet<Integer>>> out =
                run.collectMaps(run.pairs(batch(pair("a", 1), pair("a", 2), pair("b", 3)), batch())
                        .groupByKey()
                        .mapValues(PairOperationsTest::sorted));
        run.run(2);
        assertThat(out)
                .isEqualTo(Map.of(
                        1, Map.of("a", new TreeSet<>(List.of(1, 2)), "b", new TreeSet<>(List.of(3))), 2, Map.of()));
    }

    @Test
    void shouldCombineByKeyWithAndWithoutCombiningFirst() throws Exception {
        PairDStream<String, Integer> input = run.pairs(batch(pair("a", 1), pair("a", 2), pair("b", 3), pair("a", 4)));
        Map<Integer, Map<String, String>> early = run.collectMaps(
                input.combineByKey(v -> "" + v, (c, v) -> c + v, (c, d) -> c + d, new HashPartitioner(2)));
        Map<Integer, Map<String, String>> late = run.collectMaps(
                input.combineByKey(v -> "" + v, (c, v) -> c + v, (c, d) -> c + d, new HashPartitioner(2), false));
        run.run(1);
        assertThat(early.get(1).get("a")).hasSize(3).contains("1", "2", "4");
        assertThat(late.get(1)).isEqualTo(Map.of("a", "124", "b", "3"));
    }

    @Test
    void shouldMapValuesAndKeepKeys() throws Exception {
        PairDStream<String, Integer> input = left();
        Map<Integer, Map<String, Integer>> mapped = run.collectMaps(input.mapValues(v -> v * 10));
        Map<Integer, List<Tuple2<String, Integer>>> flat = run.collect(
                input.flatMapValues(v -> java.util.Collections.nCopies(v, v).iterator()));
        run.run(1);
        assertThat(mapped.get(1)).isEqualTo(Map.of("a", 10, "b", 20));
        assertThat(flat.get(1)).containsExactly(pair("a", 1), pair("b", 2), pair("b", 2));
    }

    @Test
    void shouldCogroupBothSides() throws Exception {
        Map<Integer, Map<String, Tuple2<TreeSet<Integer>, TreeSet<String>>>> out =
                run.collectMaps(left().cogroup(right()).mapValues(both -> pair(sorted(both._1()), sorted(both._2()))));
        run.run(3);
        assertThat(out.get(1))
                .isEqualTo(Map.of(
                        "a", pair(new TreeSet<>(List.of(1)), new TreeSet<>(List.of("x"))),
                        "b", pair(new TreeSet<>(List.of(2)), new TreeSet<>()),
                        "c", pair(new TreeSet<>(), new TreeSet<>(List.of("z")))));
        assertThat(out.get(2)).isEmpty();
        assertThat(out.get(3)).containsOnlyKeys("");
    }

    @Test
    void shouldJoinWhatBothSidesHaveInOneBatch() throws Exception {
        Map<Integer, Map<String, Tuple2<Integer, String>>> out = run.collectMaps(left().join(right()));
        run.run(3);
        assertThat(out).isEqualTo(Map.of(1, Map.of("a", pair(1, "x")), 2, Map.of(), 3, Map.of()));
    }

    @Test
    void shouldKeepTheLeftSideInALeftOuterJoin() throws Exception {
        Map<Integer, Map<String, Tuple2<Integer, Optional<String>>>> out =
                run.collectMaps(left().leftOuterJoin(right()));
        run.run(3);
        assertThat(out)
                .isEqualTo(Map.of(
                        1, Map.of("a", pair(1, Optional.of("x")), "b", pair(2, Optional.empty())),
                        2, Map.of(),
                        3, Map.of("", pair(4, Optional.empty()))));
    }

    @Test
    void shouldKeepTheRightSideInARightOuterJoin() throws Exception {
        Map<Integer, Map<String, Tuple2<Optional<Integer>, String>>> out =
                run.collectMaps(left().rightOuterJoin(right(), 3));
        run.run(1);
        assertThat(out.get(1)).isEqualTo(Map.of("a", pair(Optional.of(1), "x"), "c", pair(Optional.empty(), "z")));
    }

    @Test
    void shouldKeepBothSidesInAFullOuterJoin() throws Exception {
        Map<Integer, Map<String, Tuple2<Optional<Integer>, Optional<String>>>> out =
                run.collectMaps(left().fullOuterJoin(right()));
        run.run(1);
        assertThat(out.get(1))
                .isEqualTo(Map.of(
                        "a", pair(Optional.of(1), Optional.of("x")),
                        "b", pair(Optional.of(2), Optional.empty()),
                        "c", pair(Optional.empty(), Optional.of("z"))));
    }

    @Test
    void shouldUseTheDefaultNumberOfPartitionsUnlessToldOtherwise() throws Exception {
        PairDStream<String, Integer> input = left();
        Map<Integer, List<List<Tuple2<String, Integer>>>> byDefault =
                run.collect(input.reduceByKey(Integer::sum).glom());
        Map<Integer, List<List<Tuple2<String, Integer>>>> five =
                run.collect(input.reduceByKey(Integer::sum, 5).glom());
        run.run(1);
        assertThat(byDefault.get(1)).hasSize(2);
        assertThat(five.get(1)).hasSize(5);
    }
}
