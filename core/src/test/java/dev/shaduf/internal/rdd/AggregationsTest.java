// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AggregationsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final RDD<String> words = context.parallelize(List.of("b", "aa", "c", "aa", "ddd"), 3);
    private final PairRDD<String, Integer> pairs = context.parallelizePairs(
            List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3), Tuple2.of("c", 4), Tuple2.of("a", 1)), 3);

    @Test
    void shouldAggregateIntoAnotherType() {
        assertThat(words.aggregate(0, (sum, word) -> sum + word.length(), Integer::sum))
                .isEqualTo(9);
        assertThat(context.<String>emptyRDD().aggregate(5, (sum, word) -> sum + 1, Integer::sum))
                .isEqualTo(5);
        assertThat(words.aggregate("", String::concat, String::concat)).isEqualTo("baacaaddd");
    }

    @Test
    void shouldGiveEachPartitionACopyOfANeutralValueThatChanges() {
        Set<String> zero = new HashSet<>();
        assertThat(words.aggregate(zero, AggregationsTest::added, AggregationsTest::joined))
                .containsExactlyInAnyOrder("aa", "b", "c", "ddd");
        assertThat(zero).isEmpty();
        List<String> list = new ArrayList<>();
        assertThat(words.map(AggregationsTest::listOf).fold(list, AggregationsTest::joinedList))
                .containsExactly("b", "aa", "c", "aa", "ddd");
        assertThat(list).isEmpty();
    }

    @Test
    void shouldGiveEachKeyACopyOfANeutralValueThatChanges() {
        Map<String, HashSet<Integer>> sets = pairs.aggregateByKey(
                        new HashSet<Integer>(), AggregationsTest::added, AggregationsTest::joined)
                .collectAsMap();
        assertThat(sets).isEqualTo(Map.of("a", Set.of(1, 3), "b", Set.of(2), "c", Set.of(4)));
    }

    @Test
    void shouldFoldAndAggregateByKeyInAnyPartitioning() {
        Map<String, Integer> sums = Map.of("a", 5, "b", 2, "c", 4);
        assertThat(pairs.foldByKey(0, Integer::sum).collectAsMap()).isEqualTo(sums);
        assertThat(pairs.foldByKey(0, 5, Integer::sum).getNumPartitions()).isEqualTo(5);
        assertThat(pairs.foldByKey(0, new HashPartitioner(2), Integer::sum).partitioner())
                .contains(new HashPartitioner(2));
        assertThat(pairs.aggregateByKey("", 2, (s, v) -> s + v, String::concat)
                        .mapValues(String::length)
                        .collectAsMap())
                .isEqualTo(Map.of("a", 3, "b", 1, "c", 1));
        assertThat(Plans.shuffles(pairs.partitionBy(new HashPartitioner(2)).foldByKey(0, Integer::sum)))
                .isEqualTo(1);
        assertThat(pairs.reduceByKeyLocally(Integer::sum)).isEqualTo(sums);
        assertThat(pairs.combineByKey(v -> v, Integer::sum, Integer::sum, 4).collectAsMap())
                .isEqualTo(sums);
    }

    @Test
    void shouldRefuseANeutralValueThatIsNullOrCannotBeCopied() {
        assertThatThrownBy(() -> words.aggregate(null, (a, b) -> a, (a, b) -> a))
                .hasMessageContaining("aggregate at AggregationsTest.java:")
                .hasMessageContaining("neutral value");
        assertThatThrownBy(() -> pairs.aggregateByKey(new Object(), (a, b) -> a, (a, b) -> a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aggregateByKey at AggregationsTest.java:")
                .hasMessageContaining("java.lang.Object")
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldNameTheOperatorWhenAFunctionFailsOrReturnsNull() {
        assertThatThrownBy(() -> words.aggregate(0, (sum, word) -> null, Integer::sum))
                .hasMessageContaining("aggregate at AggregationsTest.java:")
                .hasMessageContaining("returned null as a combination");
        assertThatThrownBy(() ->
                        pairs.aggregateByKey(0, (a, b) -> b / a, Integer::sum).collect())
                .isInstanceOf(ArithmeticException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("aggregateByKey at"));
    }

    @Test
    void shouldTakeTheLeastAndTheGreatestInOrder() {
        assertThat(words.takeOrdered(2)).containsExactly("aa", "aa");
        assertThat(words.top(2)).containsExactly("ddd", "c");
        assertThat(words.top(99)).containsExactly("ddd", "c", "b", "aa", "aa");
        assertThat(words.takeOrdered(0)).isEmpty();
        assertThat(context.<String>emptyRDD().top(3)).isEmpty();
        assertThatThrownBy(() -> words.top(-1)).hasMessageContaining("asks for -1 records");
        assertThatThrownBy(() -> context.parallelize(List.of(new Object(), new Object()), 1)
                        .top(1))
                .isInstanceOf(ClassCastException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("top at AggregationsTest"));
    }

    @Test
    void shouldTakeOfEqualRecordsThoseThatComeFirst() {
        RDD<Tuple2<Integer, Integer>> records = context.parallelize(
                IntStream.range(0, 100).mapToObj(i -> Tuple2.of(i % 2, i)).toList(), 5);
        Comparator<Tuple2<Integer, Integer>> byFirst = Comparator.comparing(Tuple2::_1);
        assertThat(records.takeOrdered(3, byFirst)).containsExactly(Tuple2.of(0, 0), Tuple2.of(0, 2), Tuple2.of(0, 4));
        assertThat(records.top(3, byFirst)).containsExactly(Tuple2.of(1, 1), Tuple2.of(1, 3), Tuple2.of(1, 5));
    }

    @Test
    void shouldEstimateTheNumberOfDistinctRecords() {
        for (int distinct : new int[] {10, 1_000, 50_000}) {
            List<Integer> twice =
                    IntStream.range(0, 2 * distinct).mapToObj(i -> i % distinct).toList();
            RDD<Integer> numbers = context.parallelize(twice, 4);
            assertThat((double) numbers.countApproxDistinct(0.02)).isCloseTo(distinct, within(0.06 * distinct));
            assertThat((double) numbers.map(i -> "key-" + i).countApproxDistinct(0.02))
                    .isCloseTo(distinct, within(0.06 * distinct));
            assertThat((double) numbers.map(i -> (long) i << 32).countApproxDistinct(0.02))
                    .isCloseTo(distinct, within(0.06 * distinct));
        }
        assertThat(context.emptyRDD().countApproxDistinct(0.4)).isZero();
        assertThatThrownBy(() -> words.countApproxDistinct(0)).hasMessageContaining("from 0.0005 to 0.4");
    }

    private static <T> Set<T> added(Set<T> set, T value) {
        set.add(value);
        return set;
    }

    private static <T> HashSet<T> added(HashSet<T> set, T value) {
        set.add(value);
        return set;
    }

    private static <T, S extends Set<T>> S joined(S set, S other) {
        set.addAll(other);
        return set;
    }

    private static List<String> listOf(String word) {
        return new ArrayList<>(List.of(word));
    }

    private static List<String> joinedList(List<String> list, List<String> other) {
        list.addAll(other);
        return list;
    }
}
