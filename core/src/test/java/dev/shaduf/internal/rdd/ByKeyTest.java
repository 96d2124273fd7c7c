// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ByKeyTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final PairRDD<String, Integer> pairs = context.parallelizePairs(
            List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3), Tuple2.of("c", 4), Tuple2.of("a", 5)), 3);

    /** Sends each key to the partition of its length. */
    private record ByLength(int numPartitions) implements Partitioner {
        @Override
        public int getPartition(Object key) {
            return key.toString().length() % numPartitions;
        }
    }

    @Test
    void shouldReduceTheValuesOfEachKey() {
        PairRDD<String, Integer> sums = pairs.reduceByKey(Integer::sum);
        assertThat(sums.collectAsMap()).isEqualTo(Map.of("a", 9, "b", 2, "c", 4));
        assertThat(sums.partitioner()).contains(new HashPartitioner(3));
        assertThat(pairs.reduceByKey(Integer::sum, 5).getNumPartitions()).isEqualTo(5);
        assertThat(pairs.reduceByKey(new ByLength(2), Integer::sum)
                        .glom()
                        .collect()
                        .get(0))
                .isEmpty();
    }

    @Test
    void shouldGroupTheValuesOfEachKeyInIterablesThatCanBeReadAgain() {
        Map<String, Iterable<Integer>> groups = pairs.groupByKey().collectAsMap();
        assertThat(groups).containsOnlyKeys("a", "b", "c");
        assertThat(groups.get("a")).containsExactlyInAnyOrder(1, 3, 5);
        assertThat(groups.get("a")).containsExactlyInAnyOrder(1, 3, 5);
        assertThat(pairs.groupByKey(4).getNumPartitions()).isEqualTo(4);
        assertThat(pairs.groupByKey(new ByLength(2)).partitioner()).contains(new ByLength(2));
    }

    @Test
    void shouldBuildCombinationsOfAnotherType() {
        PairRDD<String, List<Integer>> lists = pairs.combineByKey(
                first -> new ArrayList<>(List.of(first)),
                (list, value) -> {
                    list.add(value);
                    return list;
                },
                (one, other) -> {
                    one.addAll(other);
                    return one;
                });
        assertThat(lists.mapValues(List::size).collectAsMap()).isEqualTo(Map.of("a", 3, "b", 1, "c", 1));
    }

    @Test
    void shouldNotMergeCombinationsWithoutMapSideCombination() {
        PairRDD<String, Integer> sums = pairs.combineByKey(
                first -> first,
                Integer::sum,
                (one, other) -> {
                    throw new AssertionError("merged");
                },
                new HashPartitioner(2),
                false);
        assertThat(sums.collectAsMap()).containsEntry("a", 9);
    }

    @Test
    void shouldMoveRecordsWhereThePartitionerSays() {
        PairRDD<String, Integer> moved = context.parallelizePairs(
                        List.of(Tuple2.of("x", 1), Tuple2.of("yy", 2), Tuple2.of("z", 3)), 3)
                .partitionBy(new ByLength(2));
        assertThat(Plans.partitions(moved))
                .containsExactly(List.of(Tuple2.of("yy", 2)), List.of(Tuple2.of("x", 1), Tuple2.of("z", 3)));
        assertThat(moved.partitionBy(new ByLength(2))).isSameAs(moved);
    }

    @Test
    void shouldNotShuffleAgainWhenPartitionedAlready() {
        PairRDD<String, Integer> partitioned = pairs.partitionBy(new HashPartitioner(4));
        PairRDD<String, Integer> sums = partitioned.mapValues(x -> x * 10).reduceByKey(Integer::sum);
        assertThat(sums.collectAsMap()).isEqualTo(Map.of("a", 90, "b", 20, "c", 40));
        assertThat(Plans.shuffles(sums)).isEqualTo(1);
        assertThat(sums.partitioner()).contains(new HashPartitioner(4));
        assertThat(Plans.shuffles(partitioned.groupByKey())).isEqualTo(1);
        assertThat(partitioned.groupByKey().mapValues(v -> ((List<?>) v).size()).collectAsMap())
                .containsEntry("a", 3);
        assertThat(Plans.shuffles(partitioned.reduceByKey(Integer::sum, 5))).isEqualTo(2);
    }

    @Test
    void shouldUseThePartitionerWithMostPartitionsOfTheInputs() {
        PairRDD<String, Integer> two = pairs.partitionBy(new HashPartitioner(2));
        PairRDD<String, Integer> six = pairs.partitionBy(new HashPartitioner(6));
        assertThat(two.join(six).partitioner()).contains(new HashPartitioner(6));
        assertThat(six.join(two).partitioner()).contains(new HashPartitioner(6));
        assertThat(pairs.join(two).partitioner()).contains(new HashPartitioner(2));
        assertThat(pairs.join(pairs).partitioner()).contains(new HashPartitioner(3));
    }

    @Test
    void shouldCombineBeforeTheShuffle() {
        AtomicInteger moved = new AtomicInteger();
        Partitioner counting = new Partitioner() {
            @Override
            public int numPartitions() {
                return 2;
            }

            @Override
            public int getPartition(Object key) {
                return 0;
            }
        };
        PairRDD<Integer, Integer> ones = context.parallelizePairs(
                IntStream.range(0, 1_000).mapToObj(i -> Tuple2.of(i % 2, 1)).toList(), 2);
        PairRDD<Integer, Integer> sums = ones.combineByKey(
                first -> first,
                Integer::sum,
                (one, other) -> {
                    moved.incrementAndGet();
                    return one + other;
                },
                counting,
                true);
        assertThat(sums.collectAsMap()).isEqualTo(Map.of(0, 500, 1, 500));
        assertThat(moved).hasValue(2);
    }

    @Test
    void shouldCountAndLookUpByKey() {
        assertThat(pairs.countByKey()).isEqualTo(Map.of("a", 3L, "b", 1L, "c", 1L));
        assertThat(pairs.lookup("a")).containsExactly(1, 3, 5);
        assertThat(pairs.lookup("nosuch")).isEmpty();
    }

    @Test
    void shouldComputeOnlyThePartitionOfAKeyThatIsLookedUp() {
        AtomicInteger computed = new AtomicInteger();
        PairRDD<String, Integer> partitioned = pairs.partitionBy(new HashPartitioner(64))
                .mapValues(x -> {
                    computed.incrementAndGet();
                    return x;
                });
        assertThat(partitioned.lookup("a")).containsExactlyInAnyOrder(1, 3, 5);
        assertThat(computed).hasValueBetween(3, 4);
    }

    @Test
    void shouldLetTheLastOfSeveralRecordsStayInAMap() {
        assertThat(pairs.collectAsMap()).isEqualTo(Map.of("a", 5, "b", 2, "c", 4));
    }

    @Test
    void shouldTakeNullForAKey() {
        PairRDD<String, Integer> withNull =
                context.parallelizePairs(List.of(Tuple2.of((String) null, 1), Tuple2.of((String) null, 2)), 2);
        assertThat(withNull.reduceByKey(Integer::sum).collect()).containsExactly(Tuple2.of(null, 3));
        assertThat(withNull.lookup(null)).containsExactly(1, 2);
    }

    @Test
    void shouldRefuseKeysThatHashByIdentityAndNameTheOperator() {
        PairRDD<byte[], Integer> arrays = context.parallelizePairs(List.of(Tuple2.of(new byte[] {1}, 1)), 1);
        assertThatThrownBy(() -> arrays.reduceByKey(Integer::sum).collect())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("byte[]")
                .satisfies(
                        e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("reduceByKey at ByKeyTest.java:"));
    }

    @Test
    void shouldRefuseKeysThatHashByIdentityAlsoWhereNothingIsShuffled() {
        Partitioner byContent = new Partitioner() {
            @Override
            public int numPartitions() {
                return 2;
            }

            @Override
            public int getPartition(Object key) {
                return Math.floorMod(Arrays.hashCode((byte[]) key), 2);
            }
        };
        PairRDD<byte[], Integer> there = context.parallelizePairs(
                        List.of(Tuple2.of(new byte[] {1}, 1), Tuple2.of(new byte[] {1}, 2)), 2)
                .partitionBy(byContent);

        assertThatThrownBy(() -> there.reduceByKey(byContent, Integer::sum).collect())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("byte[]");
    }

    @Test
    void shouldCombineRecordsThatAreEqualByTheirOwnWord() {
        List<Tuple2<Sensor, Integer>> readings = IntStream.range(0, 100)
                .mapToObj(i -> Tuple2.of(new Sensor(i % 2, "read " + i), 1))
                .toList();

        assertThat(context.parallelizePairs(readings, 3)
                        .reduceByKey(Integer::sum)
                        .map(pair -> pair._1().id() + "=" + pair._2())
                        .collect())
                .containsExactlyInAnyOrder("0=50", "1=50");
    }

    private record Sensor(int id, String note) {
        @Override
        public boolean equals(Object that) {
            return that instanceof Sensor sensor && sensor.id == id;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    @Test
    void shouldRefuseAPartitionerThatAnswersOutOfRange() {
        Partitioner wrong = new Partitioner() {
            @Override
            public int numPartitions() {
                return 2;
            }

            @Override
            public int getPartition(Object key) {
                return -1;
            }
        };
        assertThatThrownBy(() -> pairs.partitionBy(wrong).collect()).hasMessageContaining("-1");
        assertThatThrownBy(() -> pairs.partitionBy(wrong).lookup("a")).hasMessageContaining("-1");
    }
}
