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
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TransformationsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final RDD<Integer> numbers = context.parallelize(List.of(1, 2, 3, 4, 5, 6, 7), 3);
    private final PairRDD<String, Integer> pairs =
            context.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3)), 2);

    @Test
    void shouldCutListsIntoConsecutivePieces() {
        assertThat(Plans.partitions(numbers)).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6, 7));
    }

    @Test
    void shouldHaveEmptyPartitionsWhenAListIsShort() {
        assertThat(Plans.partitions(context.parallelize(List.of(1, 2), 4)))
                .containsExactly(List.of(), List.of(1), List.of(), List.of(2));
    }

    @Test
    void shouldMapEachRecordInPlace() {
        assertThat(Plans.partitions(numbers.map(x -> x * 10)))
                .containsExactly(List.of(10, 20), List.of(30, 40), List.of(50, 60, 70));
    }

    @Test
    void shouldFlatMapToAnyNumberOfResultsInOrder() {
        assertThat(numbers.flatMap(x -> Collections.nCopies(x % 3, x).iterator())
                        .collect())
                .containsExactly(1, 2, 2, 4, 5, 5, 7);
    }

    @Test
    void shouldFilter() {
        assertThat(Plans.partitions(numbers.filter(x -> x % 2 == 0)))
                .containsExactly(List.of(2), List.of(4), List.of(6));
    }

    @Test
    void shouldMakePairs() {
        assertThat(numbers.filter(x -> x < 3)
                        .mapToPair(x -> Tuple2.of(x, "v" + x))
                        .collect())
                .containsExactly(Tuple2.of(1, "v1"), Tuple2.of(2, "v2"));
        assertThat(numbers.flatMapToPair(x -> x == 4
                                ? List.of(Tuple2.of(x, 1), Tuple2.of(x, 2)).iterator()
                                : Collections.emptyIterator())
                        .collect())
                .containsExactly(Tuple2.of(4, 1), Tuple2.of(4, 2));
        assertThat(numbers.keyBy(x -> x % 2).filter(p -> p._2() > 5).collect())
                .containsExactly(Tuple2.of(0, 6), Tuple2.of(1, 7));
    }

    @Test
    void shouldMapPartitionsAsAWhole() {
        assertThat(numbers.mapPartitions(TransformationsTest::sum).collect()).containsExactly(3, 7, 18);
        assertThat(numbers.mapPartitionsToPair(records ->
                                List.of(Tuple2.of("sum", sum(records).next())).iterator())
                        .collect())
                .containsExactly(Tuple2.of("sum", 3), Tuple2.of("sum", 7), Tuple2.of("sum", 18));
    }

    @Test
    void shouldCallAPartitionsFunctionForEmptyPartitionsToo() {
        assertThat(context.parallelize(List.<Integer>of(), 2)
                        .mapPartitions(TransformationsTest::sum)
                        .collect())
                .containsExactly(0, 0);
    }

    @Test
    void shouldPullRecordsIntoAPartitionsFunctionAsTheyAreAskedFor() {
        AtomicInteger computed = new AtomicInteger();
        RDD<Integer> first = context.parallelize(
                        IntStream.range(0, 100_000).boxed().toList(), 1)
                .map(x -> {
                    computed.incrementAndGet();
                    return x;
                })
                .mapPartitions(records -> List.of(records.next()).iterator());
        assertThat(first.collect()).containsExactly(0);
        assertThat(computed).hasValueLessThan(100);
    }

    @Test
    void shouldStopAnEndlessFlatMapWhenEnoughIsTaken() {
        RDD<Integer> endless =
                numbers.flatMap(x -> IntStream.iterate(x, i -> i + 1).iterator());
        assertThat(endless.take(3)).containsExactly(1, 2, 3);
        assertThat(pairs.flatMapValues(x -> IntStream.iterate(x, i -> i + 1).iterator())
                        .values()
                        .take(2))
                .containsExactly(1, 2);
    }

    @Test
    void shouldGatherEachPartitionEmptyOnesIncluded() {
        assertThat(context.parallelize(List.of(1), 2).glom().collect()).containsExactly(List.of(), List.of(1));
    }

    @Test
    void shouldAppendPartitionsInAUnionAndKeepDuplicates() {
        RDD<Integer> union = numbers.union(context.parallelize(List.of(1, 9), 2));
        assertThat(union.getNumPartitions()).isEqualTo(5);
        assertThat(union.collect()).containsExactly(1, 2, 3, 4, 5, 6, 7, 1, 9);
        assertThat(context.union(List.of(numbers, numbers, context.<Integer>emptyRDD()))
                        .count())
                .isEqualTo(14);
        assertThat(context.<Integer>union(List.of()).collect()).isEmpty();
    }

    @Test
    void shouldRefuseAUnionWithAnRddOfAnotherContext() {
        try (ShadufContext other = Plans.context()) {
            RDD<Integer> foreign = other.parallelize(List.of(1), 1);
            assertThatThrownBy(() -> numbers.union(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("union at TransformationsTest.java:")
                    .hasMessageContaining("another engine context");
            assertThatThrownBy(() -> pairs.join(other.parallelizePairs(List.of(Tuple2.of("a", 1)), 1)))
                    .hasMessageContaining("another engine context");
        }
    }

    @Test
    void shouldKeepOneOfEqualRecords() {
        RDD<Integer> distinct = numbers.union(numbers).distinct();
        assertThat(distinct.collect()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
        assertThat(distinct.getNumPartitions()).isEqualTo(3);
        assertThat(pairs.union(pairs).distinct(2).collect()).containsExactlyInAnyOrderElementsOf(pairs.collect());
    }

    @Test
    void shouldSplitPairsIntoKeysAndValues() {
        assertThat(pairs.keys().collect()).containsExactly("a", "b", "a");
        assertThat(pairs.values().collect()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldMapValuesAndKeepKeys() {
        assertThat(pairs.mapValues(x -> -x).collect())
                .containsExactly(Tuple2.of("a", -1), Tuple2.of("b", -2), Tuple2.of("a", -3));
        assertThat(pairs.flatMapValues(x -> Collections.nCopies(x - 1, x).iterator())
                        .collect())
                .containsExactly(Tuple2.of("b", 2), Tuple2.of("a", 3), Tuple2.of("a", 3));
    }

    @Test
    void shouldKeepThePartitionerOnlyWhereKeysStay() {
        PairRDD<String, Integer> partitioned = pairs.partitionBy(new HashPartitioner(4));
        assertThat(partitioned.filter(p -> true).partitioner()).contains(new HashPartitioner(4));
        assertThat(partitioned.mapValues(x -> x).partitioner()).contains(new HashPartitioner(4));
        assertThat(partitioned.flatMapValues(x -> List.of(x).iterator()).partitioner())
                .contains(new HashPartitioner(4));
        assertThat(partitioned.cache().mapValues(x -> x).partitioner()).contains(new HashPartitioner(4));
        assertThat(partitioned.map(p -> p).partitioner()).isEmpty();
        assertThat(partitioned.mapToPair(p -> p).partitioner()).isEmpty();
        assertThat(partitioned.repartition(4).partitioner()).isEmpty();
        assertThat(partitioned.coalesce(2).partitioner()).isEmpty();
        assertThat(pairs.partitioner()).isEmpty();
    }

    @Test
    void shouldKeepInAUnionThePartitionerThatAllShare() {
        PairRDD<String, Integer> four = pairs.partitionBy(new HashPartitioner(4));
        PairRDD<String, Integer> both = four.union(pairs.reduceByKey(Integer::sum, 4));

        assertThat(both.partitioner()).contains(new HashPartitioner(4));
        assertThat(both.getNumPartitions()).isEqualTo(4);
        assertThat(Plans.shuffles(both.groupByKey())).isEqualTo(Plans.shuffles(both));
        assertThat(both.collect())
                .hasSize((int) (pairs.count() + pairs.keys().distinct().count()));
        assertThat(four.union(pairs).partitioner()).isEmpty();
        assertThat(four.union(pairs.partitionBy(new HashPartitioner(2))).partitioner())
                .isEmpty();
    }

    @Test
    void shouldJoinNeighboursWhenCoalesced() {
        RDD<Integer> one = context.parallelize(List.of(1, 2, 3, 4, 5), 5);
        assertThat(Plans.partitions(one.coalesce(2))).containsExactly(List.of(1, 2), List.of(3, 4, 5));
        assertThat(Plans.shuffles(one.coalesce(2))).isZero();
        assertThat(one.coalesce(9).getNumPartitions()).isEqualTo(5);
        assertThat(one.coalesce(9, true).getNumPartitions()).isEqualTo(9);
        assertThat(pairs.coalesce(1).reduceByKey(Integer::sum).collectAsMap()).containsEntry("a", 4);
    }

    @Test
    void shouldSpreadRecordsEvenlyWhenRepartitioned() {
        RDD<Integer> many = context.parallelize(
                        IntStream.range(0, 1_000).boxed().toList(), 2)
                .repartition(8);
        List<List<Integer>> partitions = Plans.partitions(many);
        assertThat(partitions).hasSize(8).allSatisfy(p -> assertThat(p).hasSizeBetween(124, 126));
        List<Integer> all = new ArrayList<>();
        partitions.forEach(all::addAll);
        assertThat(all).containsExactlyInAnyOrderElementsOf(many.collect());
    }

    @Test
    void shouldSpreadSmallPartitionsToo() {
        assertThat(Plans.partitions(context.parallelize(List.of(1, 2, 3, 4), 4).repartition(4)))
                .hasSize(4)
                .allSatisfy(p -> assertThat(p).hasSize(1));
    }

    @Test
    void shouldRepartitionTheSameWayEachTime() {
        RDD<Integer> many = context.parallelize(
                        IntStream.range(0, 5_000).boxed().toList(), 7)
                .repartition(5);
        assertThat(Plans.partitions(many)).isEqualTo(Plans.partitions(many));
    }

    @Test
    void shouldRefuseLessThanOnePartition() {
        assertThatThrownBy(() -> numbers.repartition(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repartition at TransformationsTest.java:")
                .hasMessageContaining("asks for 0 partitions: at least 1 is needed");
        assertThatThrownBy(() -> numbers.coalesce(-1)).hasMessageContaining("asks for -1 partitions");
        assertThatThrownBy(() -> context.parallelize(List.of(1), 0)).hasMessageContaining("asks for 0 partitions");
        assertThatThrownBy(() -> numbers.distinct(0)).hasMessageContaining("at least 1 is needed");
    }

    @Test
    void shouldComputeNothingBeforeAnAction() {
        AtomicInteger computed = new AtomicInteger();
        RDD<Integer> counted = numbers.map(x -> computed.incrementAndGet());
        counted.filter(x -> true).distinct().repartition(2);
        assertThat(computed).hasValue(0);
    }

    @Test
    void shouldTreatAnEmptyRddLikeAnyOther() {
        RDD<Integer> empty = context.emptyRDD();
        assertThat(empty.getNumPartitions()).isZero();
        assertThat(empty.map(x -> x).filter(x -> true).collect()).isEmpty();
        assertThat(empty.distinct().collect()).isEmpty();
        assertThat(empty.repartition(2).glom().collect()).containsExactly(List.of(), List.of());
        assertThat(empty.coalesce(3).getNumPartitions()).isZero();
        assertThat(empty.union(numbers).count()).isEqualTo(7);
        assertThat(empty.sortBy(x -> x, true, 4).collect()).isEmpty();
    }

    @Test
    void shouldViewPairsAsPairs() {
        RDD<Tuple2<String, Integer>> plain = pairs.map(p -> p);
        assertThat(PairRDD.fromRDD(plain).reduceByKey(Integer::sum).collectAsMap())
                .containsEntry("a", 4)
                .containsEntry("b", 2);
        assertThat(PairRDD.fromRDD(pairs)).isSameAs(pairs);
    }

    private static Iterator<Integer> sum(Iterator<Integer> records) {
        int sum = 0;
        while (records.hasNext()) {
            sum += records.next();
        }
        return List.of(sum).iterator();
    }
}
