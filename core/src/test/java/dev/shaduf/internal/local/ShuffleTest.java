// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.HERE;
import static dev.shaduf.internal.local.Plans.collect;
import static dev.shaduf.internal.local.Plans.collectAsMap;
import static dev.shaduf.internal.local.Plans.glom;
import static dev.shaduf.internal.local.Plans.map;
import static dev.shaduf.internal.local.Plans.of;
import static dev.shaduf.internal.local.Plans.pair;
import static dev.shaduf.internal.local.Plans.source;
import static dev.shaduf.internal.local.Plans.step;
import static dev.shaduf.internal.local.Plans.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
    private static final Origin GROUPING = new Origin("groupByKey", "Test.java:9");
    private static final Combine CONCATENATION =
            new Combine(value -> value, (a, b) -> "" + a + b, (a, b) -> "" + a + b, true);

    private final LocalEngine engine = Plans.engine("local[2]");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldCombineByKeyOverAllPartitions() throws Exception {
        PlanNode pairs = source(of(pair("a", 1), pair("b", 2)), of(pair("a", 3)), of());

        assertThat(collectAsMap(engine, sum(pairs, 3))).isEqualTo(Map.of("a", 4, "b", 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16})
    void shouldPutEachKeyWhereTheHashPartitionerSays(int partitions) throws Exception {
        PlanNode pairs = map(source(Plans.ints(-500, 0), Plans.ints(0, 500)), value -> pair(value, 1));
        HashPartitioner partitioner = new HashPartitioner(partitions);

        List<List<Object>> result = glom(engine, sum(pairs, partitions), Plans.scope());

        assertThat(result).hasSize(partitions);
        int keys = 0;
        for (int partition = 0; partition < partitions; partition++) {
            for (Object record : result.get(partition)) {
                assertThat(partitioner.getPartition(((Tuple2<?, ?>) record)._1()))
                        .isEqualTo(partition);
                keys++;
            }
        }
        assertThat(keys).isEqualTo(1_000);
    }

    @Test
    void shouldCombineInTheOrderOfTheRecordsWhateverTableIsBiggest() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Object, Object> expected = new HashMap<>();
        Object[][] partitions = new Object[5][];
        for (int partition = 0; partition < 5; partition++) {
            List<Object> records = new ArrayList<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                String key = "k" + random.nextInt(20);
                String value = "" + (char) ('a' + random.nextInt(26));
                records.add(pair(key, value));
                expected.merge(key, value, (a, b) -> "" + a + b);
            }
            partitions[partition] = records.toArray();
        }
        ShuffleNode node = new ShuffleNode(source(partitions), new HashPartitioner(2), CONCATENATION, null, HERE);

        assertThat(collectAsMap(engine, node)).as("seed %d", seed).isEqualTo(new HashMap<>(expected));
    }

    @Test
    void shouldCombineOnTheReduceSideAloneWhenAsked() throws Exception {
        Combine late =
                new Combine(CONCATENATION.create(), CONCATENATION.mergeValue(), CONCATENATION.mergeCombiners(), false);
        PlanNode pairs = source(of(pair("a", "1"), pair("a", "2")), of(pair("a", "3"), pair("b", "4")));

        assertThat(collectAsMap(engine, new ShuffleNode(pairs, new HashPartitioner(2), late, null, HERE)))
                .isEqualTo(Map.of("a", "123", "b", "4"));
        assertThat(collectAsMap(engine, new ShuffleNode(pairs, new ByLength(2), late, null, HERE)))
                .isEqualTo(Map.of("a", "123", "b", "4"));
    }

    @Test
    void shouldKeepTheOrderOfRecordsWithoutCombination() throws Exception {
        PlanNode pairs = source(of(pair(2, "a"), pair(1, "b")), of(pair(1, "c"), pair(2, "d")));
        ShuffleNode node = new ShuffleNode(pairs, new HashPartitioner(1), null, null, HERE);

        assertThat(collect(engine, node)).containsExactly(pair(2, "a"), pair(1, "b"), pair(1, "c"), pair(2, "d"));
    }

    @Test
    void shouldSortByKeyWithinAPartitionAndKeepEqualKeysInOrder() throws Exception {
        PlanNode pairs = source(of(pair(2, "a"), pair(1, "b")), of(pair(1, "c"), pair(2, "d")));
        Comparator<Object> ascending = Comparator.comparing(key -> (Integer) key);
        ShuffleNode node = new ShuffleNode(pairs, new HashPartitioner(1), null, ascending, HERE);
        ShuffleNode combined = new ShuffleNode(pairs, new HashPartitioner(1), CONCATENATION, ascending, HERE);

        assertThat(collect(engine, node)).containsExactly(pair(1, "b"), pair(1, "c"), pair(2, "a"), pair(2, "d"));
        assertThat(collect(engine, combined)).containsExactly(pair(1, "bc"), pair(2, "ad"));
    }

    @Test
    void shouldNameTheOperatorWhenTheOrderThrows() {
        Comparator<Object> broken = (a, b) -> {
            throw new IllegalStateException("no order");
        };
        ShuffleNode node =
                new ShuffleNode(source(of(pair(2, "a"), pair(1, "b"))), new HashPartitioner(1), null, broken, GROUPING);

        assertThatThrownBy(() -> collect(engine, node))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("groupByKey at Test.java:9")
                .hasRootCauseMessage("no order");
    }

    @Test
    void shouldHandleAMillionKeys() throws Exception {
        PlanNode numbers = source(Plans.ints(0, 1_000_000), Plans.ints(500_000, 1_500_000));
        PlanNode result = sum(map(numbers, value -> pair((Integer) value * 7_919L, 1)), 2);

        long twice = collect(engine, result).stream()
                .filter(record -> ((Tuple2<?, ?>) record)._2().equals(2))
                .count();

        assertThat(twice).isEqualTo(500_000);
    }

    @Test
    void shouldComputeAShuffleOncePerScopeAndFreeItAtTheEnd() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        PlanNode counting = map(source(of(pair("a", 1)), of(pair("a", 2))), record -> {
            computed.incrementAndGet();
            return record;
        });
        PlanNode node = sum(counting, 2);
        JobScope scope = Plans.scope();

        assertThat(collect(engine, node, scope)).containsExactly(pair("a", 3));
        assertThat(collect(engine, map(node, record -> record), scope)).containsExactly(pair("a", 3));
        assertThat(computed).hasValue(2);

        engine.end(scope);
        assertThat(collect(engine, node, scope)).containsExactly(pair("a", 3));
        assertThat(computed).hasValue(4);
    }

    @Test
    void shouldComputeAShuffleApartForEachNodeThoughTheyAreEqual() throws Exception {
        PlanNode pairs = source(of(pair("a", 1)));
        ShuffleNode one = sum(pairs, 1);
        ShuffleNode other = sum(pairs, 1);
        JobScope scope = Plans.scope();

        collect(engine, one, scope);
        collect(engine, other, scope);

        assertThat(one).isEqualTo(other);
        assertThat(engine.shuffles()).isEqualTo(2);
        engine.end(scope);
        assertThat(engine.shuffles()).isZero();
    }

    @Test
    void shouldLetASecondThreadWaitForTheSameShuffle() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PlanNode node = sum(
                map(source(of(pair("a", 1))), record -> {
                    computed.incrementAndGet();
                    begun.countDown();
                    go.await();
                    return record;
                }),
                1);
        JobScope scope = Plans.scope();

        Plans.Running<List<Object>> first = Plans.start(() -> collect(engine, node, scope));
        begun.await();
        Plans.Running<List<Object>> second = Plans.start(() -> collect(engine, node, scope));
        go.countDown();

        assertThat(first.get()).isEqualTo(second.get()).containsExactly(pair("a", 1));
        assertThat(computed).hasValue(1);
    }

    @Test
    void shouldReadAShuffleTwiceInOneJob() throws Exception {
        PlanNode node = sum(source(of(pair("a", 1)), of(pair("a", 2))), 2);
        PlanNode twice = UnionNode.of(List.of(node, node), HERE);

        assertThat(collect(engine, twice)).containsExactly(pair("a", 3), pair("a", 3));
    }

    @Test
    void shouldShuffleWhatWasShuffled() throws Exception {
        PlanNode first = sum(map(source(Plans.ints(0, 100_000)), value -> pair(value, 1)), 3);
        PlanNode second = sum(map(first, record -> pair((Integer) ((Tuple2<?, ?>) record)._1() % 10, 1)), 2);

        assertThat(collectAsMap(engine, second)).hasSize(10).containsEntry(3, 10_000);
    }

    @Test
    void shouldRefuseAPartitionThatACustomPartitionerDoesNotHave() {
        PlanNode pairs = source(of(pair("abc", 1)));
        ShuffleNode node = new ShuffleNode(pairs, new ByLength(-3), null, null, GROUPING);

        assertThatThrownBy(() -> collect(engine, node))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("groupByKey at Test.java:9")
                .hasMessageContaining("'abc' of java.lang.String")
                .hasMessageContaining("to partition 3")
                .hasMessageContaining("0 to 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseKeysThatHashByIdentity(boolean combine) {
        PlanNode pairs = source(of(pair(new int[] {1}, "x")));
        ShuffleNode node =
                new ShuffleNode(pairs, new HashPartitioner(2), combine ? CONCATENATION : null, null, GROUPING);

        assertThatThrownBy(() -> collect(engine, node))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("groupByKey at Test.java:9")
                .hasMessageContaining("int[]");
    }

    @Test
    void shouldNameTheOperatorAndPartitionWhenHashCodeOrEqualsThrow() {
        for (String method : List.of("hashCode", "equals")) {
            PlanNode pairs = source(of(), of(pair(new Angry(method), 1), pair(new Angry(method), 1)));

            assertThatThrownBy(() -> collect(engine, sum(pairs, 2)))
                    .isInstanceOfSatisfying(OperatorException.class, e -> {
                        assertThat(e.origin().operator()).isEqualTo("reduceByKey");
                        assertThat(e.partition()).hasValue(1);
                        assertThat(e.thrown()).hasMessage(method);
                    });
        }
    }

    @Test
    void shouldComputeAShuffleAgainWhenCombiningItFailedHalfWay() throws Exception {
        try (LocalEngine patient = Plans.engine("local[2,2]")) {
            AtomicBoolean failed = new AtomicBoolean();
            Combine once = new Combine(
                    value -> value,
                    (a, b) -> (Integer) a + (Integer) b,
                    (a, b) -> {
                        if (!failed.getAndSet(true)) {
                            throw new IllegalStateException("once");
                        }
                        return (Integer) a + (Integer) b;
                    },
                    true);
            PlanNode pairs = source(
                    IntStream.range(0, 100).mapToObj(i -> pair(i, 1)).toArray(),
                    IntStream.range(0, 100).mapToObj(i -> pair(i, 1)).toArray());
            ShuffleNode node = new ShuffleNode(pairs, new HashPartitioner(2), once, null, HERE);

            assertThat(collectAsMap(patient, node).values()).hasSize(100).containsOnly(2);
        }
    }

    @Test
    void shouldGiveAnEmptyResultForNoRecordsAndNoPartitions() throws Exception {
        assertThat(collect(engine, sum(source(of(), of()), 3))).isEmpty();
        assertThat(collect(engine, sum(source(), 3))).isEmpty();
    }

    @Test
    void shouldNotMixUpStepsOfDifferentStages() throws Exception {
        PlanNode flat = step(source(of(1, 2)), (record, next) -> {
            next.push(pair(record, 1));
            next.push(pair(record, 1));
        });

        assertThat(collectAsMap(engine, sum(flat, 2))).isEqualTo(Map.of(1, 2, 2, 2));
    }

    /** A key whose methods throw. */
    private record Angry(String method) {
        @Override
        public boolean equals(Object that) {
            if (method.equals("equals")) {
                throw new IllegalStateException("equals");
            }
            return true;
        }

        @Override
        public int hashCode() {
            if (method.equals("hashCode")) {
                throw new IllegalStateException("hashCode");
            }
            return 1;
        }
    }

    /** Assigns strings by their length; with a negative number wrongly. */
    private record ByLength(int partitions) implements Partitioner {
        @Override
        public int numPartitions() {
            return Math.abs(partitions);
        }

        @Override
        public int getPartition(Object key) {
            int length = ((String) key).length();
            return partitions < 0 ? length : length % partitions;
        }
    }
}
