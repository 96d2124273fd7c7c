// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Operations by key against plain collections. */
class RandomizedRddTest {
    @AutoClose
    private static final ShadufContext CONTEXT = Plans.context();

    private List<Tuple2<String, Integer>> left = List.of();
    private List<Tuple2<String, Integer>> right = List.of();
    private PairRDD<String, Integer> leftRdd = CONTEXT.parallelizePairs(List.of());
    private PairRDD<String, Integer> rightRdd = CONTEXT.parallelizePairs(List.of());

    @BeforeEach
    void draw() {
        long seed = System.nanoTime();
        System.out.println("RandomizedRddTest seed " + seed);
        Random random = new Random(seed);
        left = records(random);
        right = records(random);
        leftRdd = rdd(left, random);
        rightRdd = rdd(right, random);
    }

    @RepeatedTest(10)
    void shouldReduceByKeyLikeAMap() {
        Map<String, Integer> expected = new HashMap<>();
        left.forEach(p -> expected.merge(p._1(), p._2(), Integer::sum));
        assertThat(leftRdd.reduceByKey(Integer::sum).collect())
                .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                        .map(e -> Tuple2.of(e.getKey(), e.getValue()))
                        .toList());
    }

    @RepeatedTest(10)
    void shouldJoinLikeNestedLoops() {
        List<Tuple2<String, Tuple2<Integer, Integer>>> expected = new ArrayList<>();
        for (Tuple2<String, Integer> l : left) {
            right.stream()
                    .filter(r -> r._1().equals(l._1()))
                    .forEach(r -> expected.add(Tuple2.of(l._1(), Tuple2.of(l._2(), r._2()))));
        }
        assertThat(counted(leftRdd.join(rightRdd).collect())).isEqualTo(counted(expected));
    }

    @RepeatedTest(10)
    void shouldJoinOuterLikeNestedLoops() {
        Map<String, List<Integer>> byKeyLeft = grouped(left);
        Map<String, List<Integer>> byKeyRight = grouped(right);
        List<Tuple2<String, Tuple2<Optional<Integer>, Optional<Integer>>>> full = new ArrayList<>();
        Set<String> keys = new HashSet<>(byKeyLeft.keySet());
        keys.addAll(byKeyRight.keySet());
        for (String key : keys) {
            for (Optional<Integer> l : optional(byKeyLeft.get(key))) {
                optional(byKeyRight.get(key)).forEach(r -> full.add(Tuple2.of(key, Tuple2.of(l, r))));
            }
        }
        assertThat(counted(leftRdd.fullOuterJoin(rightRdd).collect())).isEqualTo(counted(full));
        assertThat(counted(leftRdd.leftOuterJoin(rightRdd)
                        .mapValues(p -> Tuple2.of(Optional.of(p._1()), p._2()))
                        .collect()))
                .isEqualTo(counted(
                        full.stream().filter(p -> p._2()._1().isPresent()).toList()));
        assertThat(counted(leftRdd.rightOuterJoin(rightRdd)
                        .mapValues(p -> Tuple2.of(p._1(), Optional.of(p._2())))
                        .collect()))
                .isEqualTo(counted(
                        full.stream().filter(p -> p._2()._2().isPresent()).toList()));
    }

    @RepeatedTest(10)
    void shouldCogroupLikeMapsOfLists() {
        Map<String, Tuple2<Map<Integer, Long>, Map<Integer, Long>>> expected = new HashMap<>();
        Set<String> keys = new HashSet<>(grouped(left).keySet());
        keys.addAll(grouped(right).keySet());
        keys.forEach(key -> expected.put(
                key,
                Tuple2.of(
                        counted(grouped(left).getOrDefault(key, List.of())),
                        counted(grouped(right).getOrDefault(key, List.of())))));
        assertThat(leftRdd.cogroup(rightRdd)
                        .mapValues(p -> Tuple2.of(counted(p._1()), counted(p._2())))
                        .collectAsMap())
                .isEqualTo(expected);
    }

    @RepeatedTest(10)
    void shouldGroupLikeAMapOfLists() {
        assertThat(leftRdd.groupByKey().mapValues(RandomizedRddTest::counted).collectAsMap())
                .isEqualTo(leftRdd.partitionBy(new HashPartitioner(4))
                        .groupByKey()
                        .mapValues(RandomizedRddTest::counted)
                        .collectAsMap())
                .isEqualTo(left.stream().collect(groupingBy(Tuple2::_1, groupingBy(Tuple2::_2, counting()))));
    }

    @RepeatedTest(10)
    void shouldSortLikeAStableSort() {
        List<Tuple2<String, Integer>> expected = new ArrayList<>(left);
        expected.sort(Comparator.comparing(Tuple2::_1));
        assertThat(leftRdd.sortByKey().collect()).isEqualTo(expected);
        assertThat(leftRdd.sortBy(Tuple2::_1, true, 5).collect()).isEqualTo(expected);
        expected = new ArrayList<>(left);
        expected.sort(
                Comparator.comparing((Tuple2<String, Integer> p) -> p._1()).reversed());
        assertThat(leftRdd.sortByKey(false).collect()).isEqualTo(expected);
    }

    @RepeatedTest(10)
    void shouldKeepEveryRecordWhereverItIsMoved() {
        assertThat(counted(leftRdd.repartition(7).collect())).isEqualTo(counted(left));
        assertThat(leftRdd.coalesce(2).collect()).isEqualTo(left);
        assertThat(counted(leftRdd.partitionBy(new HashPartitioner(5)).collect()))
                .isEqualTo(counted(left));
        assertThat(new HashSet<>(leftRdd.distinct().collect())).isEqualTo(new HashSet<>(left));
        assertThat(leftRdd.distinct().count())
                .isEqualTo(left.stream().distinct().count());
    }

    private static List<Tuple2<String, Integer>> records(Random random) {
        int keys = 1 + random.nextInt(40);
        return IntStream.range(0, random.nextInt(200))
                .mapToObj(i -> Tuple2.of("key-" + random.nextInt(keys), random.nextInt(10)))
                .toList();
    }

    private static PairRDD<String, Integer> rdd(List<Tuple2<String, Integer>> records, Random random) {
        return CONTEXT.parallelizePairs(records, 1 + random.nextInt(6));
    }

    private static Map<String, List<Integer>> grouped(List<Tuple2<String, Integer>> records) {
        Map<String, List<Integer>> groups = new HashMap<>();
        records.forEach(
                p -> groups.computeIfAbsent(p._1(), k -> new ArrayList<>()).add(p._2()));
        return groups;
    }

    private static List<Optional<Integer>> optional(List<Integer> values) {
        return values == null
                ? List.of(Optional.empty())
                : values.stream().map(Optional::of).toList();
    }

    private static <T> Map<T, Long> counted(Iterable<T> records) {
        Map<T, Long> counts = new HashMap<>();
        records.forEach(record -> counts.merge(record, 1L, Long::sum));
        return counts;
    }
}
