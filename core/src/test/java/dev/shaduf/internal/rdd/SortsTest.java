// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SortsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    @Test
    void shouldSortAcrossPartitionsOfAboutTheSameSize() {
        List<Integer> sorted = IntStream.range(0, 10_000).boxed().toList();
        RDD<Integer> result = context.parallelize(shuffled(sorted), 4).sortBy(x -> x, true, 5);
        assertThat(result.collect()).isEqualTo(sorted);
        assertThat(Plans.partitions(result))
                .hasSize(5)
                .allSatisfy(p -> assertThat(p).hasSizeBetween(1_000, 3_000));
    }

    @Test
    void shouldSortDescending() {
        List<Integer> sorted = IntStream.range(0, 1_000).boxed().toList();
        RDD<Integer> result = context.parallelize(shuffled(sorted), 4).sortBy(x -> x, false, 3);
        List<Integer> descending = new ArrayList<>(sorted);
        Collections.reverse(descending);
        assertThat(result.collect()).isEqualTo(descending);
        assertThat(result.getNumPartitions()).isEqualTo(3);
    }

    @Test
    void shouldSortPairsByKeyInBothDirections() {
        PairRDD<String, Integer> pairs = context.parallelizePairs(
                List.of(Tuple2.of("b", 1), Tuple2.of("c", 2), Tuple2.of("a", 3), Tuple2.of("d", 4)), 3);
        assertThat(pairs.sortByKey().keys().collect()).containsExactly("a", "b", "c", "d");
        assertThat(pairs.sortByKey(false).keys().collect()).containsExactly("d", "c", "b", "a");
        assertThat(pairs.sortByKey(Comparator.comparing((String k) -> k.equals("c") ? "" : k), true, 2)
                        .keys()
                        .collect())
                .containsExactly("c", "a", "b", "d");
        assertThat(pairs.sortByKey().partitioner()).isPresent();
    }

    @Test
    void shouldKeepEqualKeysTogetherAndInOrder() {
        List<Tuple2<Integer, Integer>> records =
                IntStream.range(0, 3_000).mapToObj(i -> Tuple2.of(i % 3, i)).toList();
        PairRDD<Integer, Integer> sorted =
                context.parallelizePairs(records, 4).sortByKey(Comparator.naturalOrder(), true, 8);
        assertThat(sorted.getNumPartitions()).isLessThanOrEqualTo(8);
        assertThat(sorted.collect())
                .isEqualTo(records.stream()
                        .sorted(Comparator.comparing((Tuple2<Integer, Integer> p) -> p._1()))
                        .toList());
        for (List<Tuple2<Integer, Integer>> partition : Plans.partitions(sorted)) {
            for (int key = 0; key < 3; key++) {
                int wanted = key;
                assertThat(partition.stream().filter(p -> p._1() == wanted).count())
                        .isIn(0L, 1_000L);
            }
        }
    }

    @Test
    void shouldSortIntoOnePartitionWithoutLookingAtTheKeysFirst() {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        RDD<Integer> sorted = context.parallelize(List.of(3, 1, 2), 2)
                .map(x -> {
                    seen.add(x);
                    return x;
                })
                .sortBy(x -> x, true, 1);
        assertThat(seen).isEmpty();
        assertThat(sorted.collect()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldSortSkewedPartitionsByTheirWeight() {
        RDD<Integer> many =
                context.parallelize(shuffled(IntStream.range(0, 20_000).boxed().toList()), 1);
        RDD<Integer> few = context.parallelize(IntStream.range(-64, 0).boxed().toList(), 1);
        assertThat(Plans.partitions(many.union(few).sortBy(x -> x, true, 4)))
                .hasSize(4)
                .allSatisfy(p -> assertThat(p).hasSizeGreaterThan(2_000));
    }

    @Test
    void shouldMoveRecordsWhereThePartitionerSaysAndSortThemThere() {
        List<Tuple2<Integer, Integer>> records = shuffled(
                        IntStream.range(0, 500).boxed().toList())
                .stream()
                .map(number -> Tuple2.of(number % 50, number))
                .toList();
        HashPartitioner partitioner = new HashPartitioner(3);

        var ascending = context.parallelizePairs(records, 4).repartitionAndSortWithinPartitions(partitioner);
        var descending = context.parallelizePairs(records, 4)
                .repartitionAndSortWithinPartitions(partitioner, Comparator.reverseOrder());

        assertThat(ascending.partitioner()).contains(partitioner);
        assertThat(ascending.collect()).containsExactlyInAnyOrderElementsOf(records);
        for (int i = 0; i < 3; i++) {
            int partition = i;
            assertThat(ascending.glom().collect().get(i))
                    .allMatch(pair -> partitioner.getPartition(pair._1()) == partition)
                    .isSortedAccordingTo(Comparator.comparing(Tuple2::_1));
            assertThat(descending.glom().collect().get(i))
                    .isSortedAccordingTo(Comparator.<Tuple2<Integer, Integer>, Integer>comparing(Tuple2::_1)
                            .reversed());
        }
    }

    @Test
    void shouldSortTheSameWayEachTime() {
        List<Integer> records = shuffled(IntStream.range(0, 5_000).boxed().toList());
        assertThat(Plans.partitions(context.parallelize(records, 3).sortBy(x -> x, true, 4)))
                .isEqualTo(Plans.partitions(context.parallelize(records, 3).sortBy(x -> x, true, 4)));
    }

    @Test
    void shouldNameTheOperatorWhenKeysCannotBeCompared() {
        PairRDD<Object, Integer> mixed =
                context.parallelizePairs(List.of(Tuple2.of((Object) 1, 1), Tuple2.of((Object) "a", 2)), 2);
        assertThatThrownBy(() -> mixed.sortByKey().collect())
                .isInstanceOf(ClassCastException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("sortByKey at SortsTest.java:"));
        assertThatThrownBy(() -> mixed.coalesce(1)
                        .sortByKey(Erased.<Comparator<Object>>as(Comparator.naturalOrder()), true, 1)
                        .collect())
                .isInstanceOf(ClassCastException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("sortByKey at SortsTest.java:"));
    }

    @Test
    void shouldRefuseNullKeysAndLessThanOnePartition() {
        RDD<Integer> numbers = context.parallelize(List.of(1, 2), 2);
        assertThatThrownBy(() -> numbers.sortBy(x -> (Integer) null, true, 2).collect())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("sortBy at SortsTest.java:")
                .hasMessageContaining("returned null as a key");
        assertThatThrownBy(() -> numbers.sortBy(x -> x, true, 0)).hasMessageContaining("asks for 0 partitions");
    }

    private static List<Integer> shuffled(List<Integer> records) {
        long seed = System.nanoTime();
        System.out.println("SortsTest seed " + seed);
        List<Integer> copy = new ArrayList<>(records);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }
}
