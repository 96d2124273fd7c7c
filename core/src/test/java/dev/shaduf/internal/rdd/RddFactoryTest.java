// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.ShadufContext;
import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.internal.rdd.RecordingEngine.Run;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RddFactoryTest {
    private static final Origin ORIGIN = new Origin("test", "here");
    private static final int MOST_COLLECTIONS = 200;

    @AutoClose
    private final ShadufContext context = Plans.context();

    @AutoClose
    private final RecordingEngine recording = new RecordingEngine();

    private final RddFactory rdds = new RddFactory(context, recording.engine, "owner");
    private final JobScope batch = JobScope.ofBatch(new BatchId(UUID.randomUUID(), 1), new Time(1_000), 1, "owner");

    @Test
    void shouldRunAnActionInAScopeOfItsOwnThatEndsWithIt() {
        numbers().count();
        numbers().collect();
        List<JobScope> scopes = recording.runs.stream().map(Run::scope).toList();
        assertThat(scopes).hasSize(2).doesNotHaveDuplicates().allSatisfy(scope -> {
            assertThat(scope.batch()).isNull();
            assertThat(scope.owner()).isEqualTo("owner");
        });
        assertThat(recording.ended).isEqualTo(scopes);
    }

    @Test
    void shouldEndTheScopeOfAnActionThatFails() {
        catchThrowable(() -> numbers().map(x -> x / (x - x)).collect());
        assertThat(recording.ended).hasSize(1);
    }

    @Test
    void shouldTakeWithinOneScope() {
        numbers().filter(x -> x > 3).take(2);
        assertThat(recording.runs.stream().map(Run::scope).distinct()).hasSize(1);
        assertThat(recording.runs.size()).isGreaterThan(1);
        assertThat(recording.ended).hasSize(1);
    }

    @Test
    void shouldRunActionsInTheScopeEnteredAndNotEndIt() {
        try (RddFactory.Entered entered = rdds.enter(batch)) {
            numbers().count();
        }
        assertThat(recording.runs)
                .singleElement()
                .satisfies(run -> assertThat(run.scope()).isEqualTo(batch));
        assertThat(recording.ended).isEmpty();
        numbers().count();
        assertThat(recording.runs.get(1).scope()).isNotEqualTo(batch);
    }

    @Test
    void shouldGoBackToTheOuterScope() {
        try (RddFactory.Entered outer = rdds.enter(batch)) {
            try (RddFactory.Entered inner = rdds.enter(JobScope.adHoc("inner"))) {
                numbers().count();
            }
            numbers().count();
        }
        assertThat(recording.runs.stream().map(run -> run.scope().owner())).containsExactly("inner", "owner");
    }

    @Test
    void shouldKeepScopesOfThreadsApart() throws Exception {
        try (RddFactory.Entered entered = rdds.enter(batch)) {
            Thread other = new Thread(() -> numbers().count());
            other.start();
            other.join();
        }
        assertThat(recording.runs.get(0).scope()).isNotEqualTo(batch);
    }

    @Test
    void shouldNameJobsByOperatorAndLine() {
        numbers().count();
        assertThat(recording.runs.get(0).name()).startsWith("count at RddFactoryTest.java:");
    }

    @Test
    void shouldRunNoJobForNoPartitions() {
        rdds.rdd(rdds.union(List.of(), ORIGIN)).count();
        assertThat(recording.runs).isEmpty();
    }

    @Test
    void shouldForgetWhatIsUnpersisted() {
        RDD<Integer> kept = numbers().cache();
        kept.count();
        kept.unpersist();
        kept.unpersist();
        assertThat(recording.forgotten).hasSize(1);
    }

    @Test
    void shouldForgetWhatNoRddCanReadAnyMore() {
        long id = persistAndLeave();
        for (int i = 0; i < MOST_COLLECTIONS && recording.forgotten.isEmpty(); i++) {
            System.gc();
            numbers().count();
        }
        assertThat(recording.forgotten).containsExactly(id);
    }

    @Test
    void shouldKeepWhatADerivedRddCanRead() {
        RDD<Integer> derived = numbers().cache().map(x -> x);
        for (int i = 0; i < 5; i++) {
            System.gc();
            derived.count();
        }
        assertThat(recording.forgotten).isEmpty();
    }

    @Test
    void shouldRefuseEverythingAfterItWasClosed() {
        RDD<Integer> numbers = numbers();
        rdds.close();
        assertThatThrownBy(() -> numbers.map(x -> x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("map at RddFactoryTest\\.java:\\d+: the engine context 'owner' is closed.*");
        assertThatThrownBy(numbers::count).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(numbers::cache).isInstanceOf(IllegalStateException.class);
        assertThat(numbers.unpersist()).isSameAs(numbers);
    }

    @Test
    void shouldRefuseAnRddThatIsNotOurs() {
        RDD<?> foreign = (RDD<?>) Proxy.newProxyInstance(
                RDD.class.getClassLoader(), new Class<?>[] {RDD.class}, (proxy, method, arguments) -> null);
        assertThatThrownBy(() -> RddFactory.node(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was not made by an engine context");
    }

    private RDD<Integer> numbers() {
        return rdds.rdd(rdds.list(List.of(1, 2, 3, 4, 5), 5, ORIGIN));
    }

    private long persistAndLeave() {
        RDD<Integer> kept = numbers().cache();
        assertThat(kept.count()).isEqualTo(5);
        return ((CachedNode) RddFactory.node(kept)).id();
    }
}
