// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.engine.CachedNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersistenceTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final AtomicInteger computed = new AtomicInteger();
    private final RDD<Integer> numbers = context.parallelize(List.of(1, 2, 3), 2)
            .map(x -> {
                computed.incrementAndGet();
                return x;
            });

    static List<StorageLevel> levels() {
        return List.of(
                StorageLevel.MEMORY_ONLY,
                StorageLevel.MEMORY_ONLY_SER,
                StorageLevel.MEMORY_AND_DISK,
                StorageLevel.MEMORY_AND_DISK_SER_2,
                StorageLevel.DISK_ONLY);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldComputeOnceWhenPersisted(StorageLevel level) {
        RDD<Integer> kept = numbers.persist(level);
        assertThat(kept).isSameAs(numbers);
        assertThat(kept.map(x -> x + 1).collect()).containsExactly(2, 3, 4);
        assertThat(kept.collect()).containsExactly(1, 2, 3);
        assertThat(kept.getStorageLevel()).isEqualTo(level);
        assertThat(computed).hasValue(3);
    }

    @Test
    void shouldComputeEachTimeWhenNotPersisted() {
        numbers.collect();
        numbers.collect();
        assertThat(computed).hasValue(6);
        assertThat(numbers.getStorageLevel()).isEqualTo(StorageLevel.NONE);
    }

    @Test
    void shouldComputeAgainAfterUnpersist() {
        numbers.cache().collect();
        numbers.unpersist();
        assertThat(numbers.getStorageLevel()).isEqualTo(StorageLevel.NONE);
        assertThat(numbers.collect()).containsExactly(1, 2, 3);
        assertThat(numbers.collect()).containsExactly(1, 2, 3);
        assertThat(computed).hasValue(9);
    }

    @Test
    void shouldKeepAgainWhenPersistedAgainAtAnotherLevel() {
        numbers.cache().collect();
        numbers.unpersist().persist(StorageLevel.DISK_ONLY).collect();
        numbers.collect();
        assertThat(computed).hasValue(6);
    }

    @Test
    void shouldReadWhatIsKeptOnlyInRddsDerivedLater() {
        RDD<Integer> before = numbers.filter(x -> true);
        numbers.cache();
        assertThat(RddFactory.node(before).parents()).noneMatch(CachedNode.class::isInstance);
        assertThat(RddFactory.node(numbers.filter(x -> true)).parents()).allMatch(CachedNode.class::isInstance);
    }

    @Test
    void shouldRefuseAnotherLevelWhilePersisted() {
        numbers.cache();
        assertThat(numbers.persist(StorageLevel.MEMORY_ONLY)).isSameAs(numbers);
        assertThatThrownBy(() -> numbers.persist(StorageLevel.DISK_ONLY))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("persist at PersistenceTest.java:")
                .hasMessageContaining("unpersist it first");
    }

    @Test
    void shouldKeepNothingAtLevelNone() {
        numbers.persist(StorageLevel.NONE);
        assertThat(RddFactory.node(numbers)).isNotInstanceOf(CachedNode.class);
        assertThat(numbers.unpersist().count()).isEqualTo(3);
    }

    @Test
    void shouldKeepPairsAndTheirPartitioner() {
        PairRDD<Integer, Integer> sums = numbers.mapToPair(x -> Tuple2.of(x % 2, x))
                .reduceByKey(Integer::sum)
                .cache();
        assertThat(sums.collectAsMap()).containsEntry(1, 4).containsEntry(0, 2);
        assertThat(sums.lookup(1)).containsExactly(4);
        assertThat(computed).hasValue(3);
        assertThat(Plans.shuffles(sums.reduceByKey(Integer::sum))).isEqualTo(1);
    }

    @Test
    void shouldNameAnRdd() {
        assertThat(numbers.name()).startsWith("map at PersistenceTest.java:");
        assertThat(numbers.setName("mine").name()).isEqualTo("mine");
        assertThat(numbers).hasToString("RDD " + numbers.id() + " (mine)");
        assertThat(numbers.map(x -> x).id()).isNotEqualTo(numbers.id());
        assertThat(numbers.context()).isSameAs(context);
    }
}
