// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.collect;
import static dev.shaduf.internal.local.Plans.map;
import static dev.shaduf.internal.local.Plans.of;
import static dev.shaduf.internal.local.Plans.source;
import static dev.shaduf.internal.local.Plans.start;
import static dev.shaduf.internal.local.Plans.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskPoolTest {
    private final LocalEngine engine = Plans.engine("local[2]");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldLetOwnersTakeTurnsWhenTheyShareOnePlace() throws Exception {
        try (LocalEngine single = Plans.engine("local[1]")) {
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Plans.Running<List<Object>> first = start(() -> collect(
                    single,
                    map(eight("a"), value -> {
                        begun.countDown();
                        go.await();
                        return order.add((String) value);
                    }),
                    JobScope.adHoc("first")));
            begun.await();
            Plans.Running<List<Object>> second = start(() ->
                    collect(single, map(eight("b"), value -> order.add((String) value)), JobScope.adHoc("other")));
            await().until(() -> second.thread().getState() == Thread.State.WAITING);
            go.countDown();

            first.get();
            second.get();

            assertThat(String.join("", order))
                    .as("the second owner came when the first had its next turn already")
                    .isEqualTo("aabababababababb");
            assertThat(Plans.taskThreads()).isEmpty();
        }
    }

    @Test
    void shouldRunStagesOfOneOwnerInTheOrderTheyCame() throws Exception {
        try (LocalEngine single = Plans.engine("local[1]")) {
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Plans.Running<List<Object>> first = start(() -> collect(single, map(eight("a"), value -> {
                begun.countDown();
                go.await();
                return order.add((String) value);
            })));
            begun.await();
            Plans.Running<List<Object>> second =
                    start(() -> collect(single, map(eight("b"), value -> order.add((String) value))));
            await().until(() -> second.thread().getState() == Thread.State.WAITING);
            go.countDown();

            first.get();
            second.get();

            assertThat(String.join("", order)).isEqualTo("aaaaaaaabbbbbbbb");
        }
    }

    @Test
    void shouldInterruptTheTasksOfAScopeThatIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        JobScope scope = Plans.scope();
        Plans.Running<List<Object>> job = start(() -> collect(engine, endless(begun), scope));
        begun.await();

        engine.cancel(scope);

        assertThatThrownBy(job::get)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("test job was cancelled");
        assertThat(collect(engine, source(of(1), of(2)))).containsExactly(1, 2);
    }

    @Test
    void shouldNotBeginTheNextStageOfAJobThatIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean reduced = new AtomicBoolean();
        JobScope scope = Plans.scope();
        PlanNode node = map(sum(endless(begun), 2), value -> reduced.getAndSet(true));
        Plans.Running<List<Object>> job = start(() -> collect(engine, node, scope));
        begun.await();

        engine.cancel(scope);

        assertThatThrownBy(job::get).isInstanceOf(CancellationException.class);
        assertThat(reduced).isFalse();
    }

    @Test
    void shouldLeaveOtherScopesAloneWhenOneIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Plans.Running<List<Object>> job = start(() -> collect(engine, map(source(of(1)), value -> {
            begun.countDown();
            go.await();
            return value;
        })));
        begun.await();

        engine.cancel(Plans.scope());
        go.countDown();

        assertThat(job.get()).containsExactly(1);
    }

    @Test
    void shouldCancelTasksWhichOnlyCompute() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        JobScope scope = Plans.scope();
        PlanNode node = new SourceNode(
                1,
                task -> Input.of(Stream.iterate(1, n -> n + 1)
                        .peek(n -> begun.countDown())
                        .iterator()),
                Plans.HERE);
        Plans.Running<Long> job = start(() -> engine.run(Job.over(node, task -> new Counting(), scope, "count"))
                .get(0));
        begun.await();

        engine.cancel(scope);

        assertThatThrownBy(job::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void shouldCancelAndWaitWhenTheCallerIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch ended = new CountDownLatch(2);
        PlanNode node = map(source(of(1), of(2)), value -> {
            try {
                begun.countDown();
                new CountDownLatch(1).await();
                return value;
            } finally {
                ended.countDown();
            }
        });
        Plans.Running<List<Object>> job = start(() -> collect(engine, node));
        begun.await();

        job.thread().interrupt();

        assertThatThrownBy(job::get).isInstanceOf(InterruptedException.class);
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void shouldCancelWhenTheCallerIsInterruptedWhileItWaitsForOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        PlanNode node = map(source(of(1), of(2)), value -> {
            if (value.equals(2)) {
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return value;
        });
        Plans.Running<List<Object>> job = start(() -> collect(engine, node));
        begun.await();

        job.thread().interrupt();

        assertThatThrownBy(job::get).isInstanceOf(InterruptedException.class);
        assertThat(collect(engine, source(of(1), of(2)))).containsExactly(1, 2);
    }

    @Test
    void shouldInterruptAgainWhenAFunctionSwallowsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        JobScope scope = Plans.scope();
        Plans.Running<List<Object>> job = start(() -> collect(
                engine,
                map(source(of(1), of(2)), value -> {
                    if (value.equals(1)) {
                        return value;
                    }
                    for (int interrupts = 0; interrupts < 3; interrupts++) {
                        try {
                            begun.countDown();
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            // Goes on, as some functions do.
                        }
                    }
                    throw new InterruptedException("at last");
                }),
                scope));
        begun.await();
        engine.cancel(scope);
        engine.cancel(scope);
        engine.cancel(scope);

        // Where the stubborn task runs on the caller's thread, only those who cancel can interrupt again.
        await().until(() -> {
            engine.cancel(scope);
            return job.future().isDone();
        });
        assertThatThrownBy(job::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void shouldLeaveNoThreadBehindWhenClosed() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        collect(engine, map(source(of(1), of(2)), value -> {
            both.countDown();
            both.await();
            return value;
        }));
        assertThat(Plans.taskThreads()).isNotEmpty().allMatch(name -> name.matches("shaduf-plans-task-\\d+"));

        engine.close();
        engine.close();

        await().until(() -> Plans.taskThreads().isEmpty());
    }

    @Test
    void shouldCancelRunningJobsWhenClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        Plans.Running<List<Object>> job = start(() -> collect(engine, endless(begun)));
        begun.await();

        engine.close();

        assertThatThrownBy(job::get).isInstanceOf(CancellationException.class).hasMessageContaining("closed");
        await().until(() -> Plans.taskThreads().isEmpty());
    }

    @Test
    void shouldRefuseJobsWhenClosed() {
        engine.close();

        assertThatThrownBy(() -> collect(engine, source(of(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the engine is closed");
        assertThatThrownBy(() -> engine.broadcast(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNotWaitForEverForATaskThatIgnoresInterruptsWhenClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicBoolean stop = new AtomicBoolean();
        Plans.Running<List<Object>> job = start(() -> collect(engine, map(source(of(1), of(2)), value -> {
            begun.countDown();
            while (!stop.get()) {
                Thread.onSpinWait();
            }
            return value;
        })));
        begun.await();

        long start = System.nanoTime();
        engine.close();

        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        stop.set(true);
        assertThatThrownBy(job::get).isInstanceOf(CancellationException.class);
    }

    private static PlanNode eight(String letter) {
        Object[][] partitions = new Object[8][];
        Arrays.fill(partitions, of(letter));
        return source(partitions);
    }

    private static PlanNode endless(CountDownLatch begun) {
        return map(source(of(1), of(2)), value -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return value;
        });
    }

    private static final class Counting extends Collector<Long> {
        private long count;

        @Override
        public void push(Object record) {
            count++;
        }

        @Override
        public Long result() {
            return count;
        }
    }
}
