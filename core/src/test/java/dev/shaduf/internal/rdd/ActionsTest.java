// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.RDD;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ActionsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final RDD<Integer> numbers = context.parallelize(List.of(3, 1, 2, 3), 3);
    private final RDD<Integer> empty = context.emptyRDD();
    private final RDD<Integer> emptyPartitions = context.parallelize(List.of(), 3);

    @Test
    void shouldCollectAListOfTheCallersOwn() {
        List<Integer> collected = numbers.collect();
        collected.add(4);
        assertThat(collected).containsExactly(3, 1, 2, 3, 4);
        assertThat(numbers.collect()).hasSize(4);
    }

    @Test
    void shouldCount() {
        assertThat(numbers.count()).isEqualTo(4);
        assertThat(empty.count()).isZero();
        assertThat(emptyPartitions.count()).isZero();
        assertThat(numbers.countByValue()).isEqualTo(Map.of(1, 1L, 2, 1L, 3, 2L));
        assertThat(empty.countByValue()).isEmpty();
    }

    @Test
    void shouldReduceAlsoOverEmptyPartitions() {
        assertThat(numbers.reduce(Integer::sum)).isEqualTo(9);
        assertThat(context.parallelize(List.of(1, 2), 5).reduce(Integer::sum)).isEqualTo(3);
        assertThat(context.parallelize(List.of("a", "b", "c", "d"), 3).reduce(String::concat))
                .isEqualTo("abcd");
    }

    @Test
    void shouldRefuseToReduceNothing() {
        for (RDD<Integer> nothing : List.of(empty, emptyPartitions)) {
            assertThatThrownBy(() -> nothing.reduce(Integer::sum))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageStartingWith("empty collection: reduce at ActionsTest.java:");
            assertThatThrownBy(() -> nothing.max(Comparator.naturalOrder()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> nothing.min(Comparator.naturalOrder()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(nothing::first).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void shouldFoldWithTheNeutralValueOncePerPartitionAndOnceMore() {
        assertThat(numbers.fold(0, Integer::sum)).isEqualTo(9);
        assertThat(numbers.fold(10, Integer::sum)).isEqualTo(9 + 4 * 10);
        assertThat(empty.fold(10, Integer::sum)).isEqualTo(10);
        assertThatThrownBy(() -> numbers.fold(null, Integer::sum)).hasMessageContaining("neutral value");
    }

    @Test
    void shouldFindTheGreatestAndTheLeast() {
        assertThat(numbers.max(Comparator.naturalOrder())).isEqualTo(3);
        assertThat(numbers.min(Comparator.naturalOrder())).isEqualTo(1);
        assertThat(numbers.max(Comparator.reverseOrder())).isEqualTo(1);
    }

    @Test
    void shouldTakeInPartitionOrder() {
        assertThat(numbers.take(3)).containsExactly(3, 1, 2);
        assertThat(numbers.take(99)).containsExactly(3, 1, 2, 3);
        assertThat(numbers.take(0)).isEmpty();
        assertThat(empty.take(5)).isEmpty();
        assertThat(emptyPartitions.take(5)).isEmpty();
        assertThat(numbers.first()).isEqualTo(3);
        assertThatThrownBy(() -> numbers.take(-1)).hasMessageContaining("asks for -1 records");
    }

    @Test
    void shouldTakeFromTheFirstPartitionOnlyWhenItHasEnough() {
        Set<Integer> computed = ConcurrentHashMap.newKeySet();
        assertThat(traced(context.parallelize(range(100), 50), computed).take(2))
                .containsExactly(0, 1);
        assertThat(computed).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void shouldTakeFromFourTimesMorePartitionsEachTime() {
        Set<Integer> computed = ConcurrentHashMap.newKeySet();
        RDD<Integer> late =
                traced(context.parallelize(range(100), 100), computed).filter(x -> x >= 3);
        assertThat(late.take(2)).containsExactly(3, 4);
        assertThat(computed).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(late.take(3)).containsExactly(3, 4, 5);
        assertThat(computed).hasSize(25);
    }

    @Test
    void shouldTellEmptinessWithoutComputingEverything() {
        Set<Integer> computed = ConcurrentHashMap.newKeySet();
        assertThat(traced(context.parallelize(range(100), 50), computed).isEmpty())
                .isFalse();
        assertThat(computed).containsExactly(0);
        assertThat(empty.isEmpty()).isTrue();
        assertThat(emptyPartitions.isEmpty()).isTrue();
        assertThat(numbers.filter(x -> x > 99).isEmpty()).isTrue();
    }

    @Test
    void shouldRunAFunctionOnEachRecordAndPartition() {
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        numbers.foreach(seen::add);
        assertThat(seen).containsExactlyInAnyOrder(3, 1, 2, 3);
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        context.parallelize(range(10), 4).foreachPartition(records -> {
            int size = 0;
            for (; records.hasNext(); records.next()) {
                size++;
            }
            sizes.add(size);
        });
        assertThat(sizes).containsExactlyInAnyOrder(2, 3, 2, 3);
    }

    @Test
    void shouldAddUpInTasksWhatTheProgramReads() {
        LongAccumulator sum = context.longAccumulator("sum");
        numbers.foreach(x -> sum.add((long) x));
        assertThat(sum.value()).isEqualTo(9);
    }

    @Test
    void shouldReadABroadcastInTasks() {
        var factor = context.broadcast(10);
        assertThat(numbers.map(x -> x * factor.value()).collect()).containsExactly(30, 10, 20, 30);
    }

    private static RDD<Integer> traced(RDD<Integer> rdd, Set<Integer> computed) {
        return rdd.map(x -> {
            computed.add(x);
            return x;
        });
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }
}
