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
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SetsAndZipsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final RDD<Integer> numbers = context.parallelize(List.of(1, 2, 2, 3, 4), 2);
    private final RDD<Integer> others = context.parallelize(List.of(2, 2, 4, 5), 3);

    @Test
    void shouldKeepWhatBothHaveOnceEach() {
        assertThat(numbers.intersection(others).collect()).containsExactlyInAnyOrder(2, 4);
        assertThat(numbers.intersection(context.emptyRDD()).collect()).isEmpty();
        assertThat(numbers.intersection(others).getNumPartitions()).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutWhatTheOtherHasAndKeepDuplicatesOfTheRest() {
        RDD<Integer> twice = numbers.union(numbers);
        assertThat(twice.subtract(others).collect()).containsExactlyInAnyOrder(1, 1, 3, 3);
        assertThat(numbers.subtract(context.emptyRDD()).collect()).containsExactlyInAnyOrder(1, 2, 2, 3, 4);
        assertThat(numbers.subtract(others, 7).getNumPartitions()).isEqualTo(7);
        assertThat(numbers.subtract(others, new HashPartitioner(2)).collect()).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void shouldLeaveOutPairsWhoseKeyTheOtherHas() {
        PairRDD<String, Integer> pairs =
                context.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3)), 2);
        PairRDD<String, String> other = context.parallelizePairs(List.of(Tuple2.of("b", "x")), 1);
        assertThat(pairs.subtractByKey(other).collect())
                .containsExactlyInAnyOrder(Tuple2.of("a", 1), Tuple2.of("a", 3));
        assertThat(pairs.subtractByKey(other, 5).partitioner()).contains(new HashPartitioner(5));
        assertThat(pairs.subtract(context.parallelizePairs(List.of(Tuple2.of("a", 1)), 1))
                        .collect())
                .containsExactlyInAnyOrder(Tuple2.of("b", 2), Tuple2.of("a", 3));
    }

    @Test
    void shouldZipPositionByPosition() {
        RDD<String> names = context.parallelize(List.of("a", "b", "c", "d", "e"), 2);
        assertThat(numbers.zip(names).collect())
                .containsExactly(
                        Tuple2.of(1, "a"), Tuple2.of(2, "b"), Tuple2.of(2, "c"), Tuple2.of(3, "d"), Tuple2.of(4, "e"));
        assertThat(context.<Integer>emptyRDD().zip(context.<Integer>emptyRDD()).collect())
                .isEmpty();
    }

    @Test
    void shouldRefuseToZipWhatDoesNotMatch() {
        assertThatThrownBy(() -> numbers.zip(others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zip at SetsAndZipsTest.java:")
                .hasMessageContaining("3 partitions for one with 2");
        assertThatThrownBy(() -> numbers.zip(numbers.filter(x -> x < 4)).collect())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a partition with 3 records cannot be zipped with one of 2");
        RDD<Integer> one = numbers.coalesce(1);
        assertThatThrownBy(() -> one.zip(one.filter(x -> x > 9)).collect()).hasMessageContaining("with one of 0");
    }

    @Test
    void shouldMapPartitionsTogetherAlsoEmptyOnes() {
        RDD<Integer> few = context.parallelize(List.of(10), 2);
        assertThat(numbers.zipPartitions(few, SetsAndZipsTest::sizes).collect()).containsExactly("2+0", "3+1");
        RDD<Integer> none = context.parallelize(List.of(), 2);
        assertThat(none.zipPartitions(none, SetsAndZipsTest::sizes).collect()).containsExactly("0+0", "0+0");
    }

    @Test
    void shouldZipPartitionsOfAUnionByTheirOwnNumbers() {
        RDD<Integer> union = numbers.union(others);
        assertThat(union.zip(union).collect())
                .isEqualTo(union.collect().stream().map(x -> Tuple2.of(x, x)).toList());
        assertThat(union.coalesce(2).zip(union.coalesce(2)).count()).isEqualTo(9);
    }

    @Test
    void shouldNumberRecordsInOrder() {
        List<Integer> records = IntStream.range(0, 100).boxed().toList();
        RDD<Integer> uneven = context.parallelize(records, 7).filter(x -> x % 3 != 0);
        List<Integer> kept = uneven.collect();
        assertThat(uneven.zipWithIndex().collect())
                .isEqualTo(IntStream.range(0, kept.size())
                        .mapToObj(i -> Tuple2.of(kept.get(i), (long) i))
                        .toList());
        assertThat(context.emptyRDD().zipWithIndex().collect()).isEmpty();
    }

    @Test
    void shouldGiveUniqueNumbersByPartitionAndPosition() {
        assertThat(numbers.zipWithUniqueId().values().collect()).containsExactly(0L, 2L, 1L, 3L, 5L);
        assertThat(numbers.zipWithUniqueId().keys().collect()).isEqualTo(numbers.collect());
    }

    @Test
    void shouldPairEveryRecordWithEveryOther() {
        List<Tuple2<Integer, Integer>> expected = new ArrayList<>();
        for (int left : numbers.collect()) {
            others.collect().forEach(right -> expected.add(Tuple2.of(left, right)));
        }
        PairRDD<Integer, Integer> all = numbers.cartesian(others);
        assertThat(all.collect()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(all.getNumPartitions()).isEqualTo(6);
        assertThat(numbers.cartesian(context.emptyRDD()).collect()).isEmpty();
    }

    @Test
    void shouldSeeTheNumberOfThePartition() {
        assertThat(numbers.mapPartitionsWithIndex(SetsAndZipsTest::tagged, false)
                        .collect())
                .containsExactly("0:1", "0:2", "1:2", "1:3", "1:4");
        assertThatThrownBy(() ->
                        numbers.mapPartitionsWithIndex((p, r) -> null, false).collect())
                .hasMessageContaining("mapPartitionsWithIndex at")
                .hasMessageContaining("returned null");
    }

    @Test
    void shouldKeepThePartitionerWhenToldThatKeysStay() {
        PairRDD<Integer, Integer> pairs =
                numbers.mapToPair(x -> Tuple2.of(x, x)).partitionBy(new HashPartitioner(2));
        assertThat(pairs.mapPartitionsToPair(p -> p, true).partitioner()).contains(new HashPartitioner(2));
        assertThat(pairs.mapPartitionsToPair(p -> p).partitioner()).isEmpty();
        assertThat(Plans.shuffles(pairs.mapPartitionsToPair(p -> p, true).reduceByKey(Integer::sum)))
                .isEqualTo(1);
        assertThat(pairs.mapPartitions(p -> p, true).partitioner()).isPresent();
        assertThat(pairs.mapPartitionsWithIndex((i, p) -> p, true).partitioner())
                .isPresent();
    }

    @Test
    void shouldGroupByAKeyOfTheRecord() {
        PairRDD<Boolean, Iterable<Integer>> groups = numbers.groupBy(x -> x % 2 == 0, 2);
        assertThat(groups.collectAsMap().get(true)).containsExactlyInAnyOrder(2, 2, 4);
        assertThat(groups.collectAsMap().get(false)).containsExactlyInAnyOrder(1, 3);
        assertThat(numbers.groupBy(x -> x).getNumPartitions()).isEqualTo(3);
    }

    private static Iterator<String> sizes(Iterator<Integer> left, Iterator<Integer> right) {
        return List.of(size(left) + "+" + size(right)).iterator();
    }

    private static int size(Iterator<?> records) {
        int size = 0;
        for (; records.hasNext(); records.next()) {
            size++;
        }
        return size;
    }

    private static Iterator<String> tagged(int partition, Iterator<Integer> records) {
        List<String> tagged = new ArrayList<>();
        records.forEachRemaining(x -> tagged.add(partition + ":" + x));
        return tagged.iterator();
    }
}
