// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static dev.shaduf.internal.local.Plans.HERE;
import static dev.shaduf.internal.local.Plans.collect;
import static dev.shaduf.internal.local.Plans.glom;
import static dev.shaduf.internal.local.Plans.map;
import static dev.shaduf.internal.local.Plans.of;
import static dev.shaduf.internal.local.Plans.pair;
import static dev.shaduf.internal.local.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.CogroupNode;
import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.DoubleAccumulator;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.LongAccumulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalEngineTest {
    private final LocalEngine engine = Plans.engine("local[2]");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldReturnResultsInTheOrderOfThePartitionsAskedFor() throws Exception {
        PlanNode numbers = source(of(0), of(1), of(2), of(3));
        Job<List<Object>> job = new Job<>(numbers, List.of(3, 0, 2), Plans.toList(), Plans.scope(), "some");

        assertThat(engine.run(job)).containsExactly(List.of(3), List.of(0), List.of(2));
    }

    @Test
    void shouldTellACollectorThatItsAttemptFailedAlsoWhenItsResultDoes() {
        AtomicInteger aborted = new AtomicInteger();
        Terminal<Integer> failing = task -> new Collector<>() {
            @Override
            public void push(Object record) {}

            @Override
            public Integer result() throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void abort() {
                aborted.incrementAndGet();
            }
        };

        assertThatThrownBy(() -> engine.run(Job.over(source(of(1)), failing, Plans.scope(), "job")))
                .hasMessage("disk full");
        assertThat(aborted).hasValue(1);
    }

    @Test
    void shouldReturnNothingForNoPartitions() throws Exception {
        assertThat(glom(engine, source(), Plans.scope())).isEmpty();
    }

    @Test
    void shouldAllowNullAsResult() throws Exception {
        Job<Void> job = Job.over(
                source(of(1), of(2)),
                task -> new Collector<Void>() {
                    @Override
                    public void push(Object record) {}

                    @Override
                    public Void result() {
                        return null;
                    }
                },
                Plans.scope(),
                "nothing");

        assertThat(engine.run(job)).containsExactly(null, null);
    }

    @Test
    void shouldRefuseAPartitionThatTheNodeDoesNotHave() {
        Job<List<Object>> job = new Job<>(source(of(1)), List.of(1), Plans.toList(), Plans.scope(), "some");

        assertThatThrownBy(() -> engine.run(job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partition 1 of map at Test.java:1, which has 1");
    }

    @Test
    void shouldRunTasksSideBySide() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        PlanNode meeting = map(source(of(1), of(2)), value -> {
            both.countDown();
            both.await();
            return value;
        });

        assertThat(collect(engine, meeting)).containsExactly(1, 2);
    }

    @Test
    void shouldNeverRunMoreTasksThanTheMasterAllows() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Object[][] partitions = new Object[30][];
        Arrays.setAll(partitions, i -> Plans.ints(0, 100));
        PlanNode counting = map(source(partitions), value -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return value;
        });
        List<Plans.Running<List<Object>>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(Plans.start(() -> collect(engine, counting)));
        }
        for (Plans.Running<List<Object>> caller : callers) {
            assertThat(caller.get()).hasSize(3_000);
        }

        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldRunASinglePartitionOnTheThreadOfTheCaller() throws Exception {
        PlanNode threads = map(source(of(1)), value -> Thread.currentThread());

        assertThat(collect(engine, threads)).containsExactly(Thread.currentThread());
        assertThat(TaskContext.current()).isNull();
    }

    @Test
    void shouldReadNoMoreThanATakeNeeds() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        PlanNode counting = map(source(Plans.ints(0, 10_000)), value -> {
            calls.incrementAndGet();
            return value;
        });

        List<List<Object>> taken = engine.run(Job.over(counting, Plans.take(10), Plans.scope(), "take"));

        assertThat(taken.get(0)).containsExactly(Plans.ints(0, 10));
        assertThat(calls).hasValue(10);
    }

    @Test
    void shouldThrowWhatAFunctionThrewWithOperatorAndPartition() {
        PlanNode failing = map(source(of(1), of(2)), value -> {
            if (value.equals(2)) {
                throw new IOException("two");
            }
            return value;
        });

        assertThatThrownBy(() -> collect(engine, failing)).isInstanceOfSatisfying(OperatorException.class, e -> {
            assertThat(e.origin()).isEqualTo(HERE);
            assertThat(e.thrown()).isInstanceOf(IOException.class).hasMessage("two");
            assertThat(e.partition()).hasValue(1);
        });
    }

    @Test
    void shouldThrowTheFirstFailureAndSuppressTheOthers() {
        CountDownLatch begun = new CountDownLatch(1);
        PlanNode failing = map(source(of(1), of(2)), value -> {
            if (value.equals(1)) {
                begun.await();
                throw new IOException("first");
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IOException("second");
            }
            return value;
        });

        assertThatThrownBy(() -> collect(engine, failing))
                .hasRootCauseMessage("first")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasRootCauseMessage("second")));
    }

    @Test
    void shouldThrowErrorsAsTheyAre() throws Exception {
        SourceNode source = new SourceNode(
                1,
                task -> {
                    throw new LinkageError("class");
                },
                HERE);

        assertThatThrownBy(() -> collect(engine, source)).isInstanceOf(LinkageError.class);
        assertThat(collect(engine, source(of(1)))).containsExactly(1);
    }

    @Test
    void shouldCancelTheOtherTasksWhenOneFails() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        PlanNode failing = map(source(of(1), of(2), of(3)), value -> {
            if (value.equals(1)) {
                waiting.await();
                throw new IOException("one");
            }
            try {
                waiting.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            return value;
        });

        assertThatThrownBy(() -> collect(engine, failing)).hasRootCauseMessage("one");
        assertThat(interrupted).hasValue(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(collect(engine, source(of(1), of(2)))).containsExactly(1, 2);
    }

    @Test
    void shouldTryATaskAsOftenAsTheMasterAllows() throws Exception {
        try (LocalEngine patient = Plans.engine("local[2,3]")) {
            List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
            PlanNode failing = map(source(of("a"), of("b")), value -> {
                TaskContext task = TaskContext.current();
                if (task.partition() == 1) {
                    attempts.add(task.attempt());
                    if (attempts.size() < 3) {
                        throw new IOException("again");
                    }
                }
                return value;
            });

            assertThat(collect(patient, failing)).containsExactly("a", "b");
            assertThat(attempts).containsExactly(0, 1, 2);
            attempts.clear();
            PlanNode hopeless = map(source(of("a")), value -> {
                attempts.add(TaskContext.current().attempt());
                throw new IOException("never");
            });
            assertThatThrownBy(() -> collect(patient, hopeless)).hasRootCauseMessage("never");
            assertThat(attempts).containsExactly(0, 1, 2);
        }
    }

    @Test
    void shouldAbortTheCollectorAndCloseResourcesOfAnAttemptThatFailed() throws Exception {
        try (LocalEngine patient = Plans.engine("local[1,2]")) {
            List<String> calls = Collections.synchronizedList(new ArrayList<>());
            Job<String> job = Job.over(
                    source(of(1)),
                    task -> {
                        task.onEnd(() -> calls.add("closed " + task.attempt()));
                        return new Collector<String>() {
                            @Override
                            public void push(Object record) throws Exception {
                                if (task.attempt() == 0) {
                                    throw new IOException("first");
                                }
                            }

                            @Override
                            public String result() {
                                calls.add("result " + task.attempt());
                                return "done";
                            }

                            @Override
                            public void abort() {
                                calls.add("abort " + task.attempt());
                            }
                        };
                    },
                    Plans.scope(),
                    "attempts");

            assertThat(patient.run(job)).containsExactly("done");
            assertThat(calls).containsExactly("abort 0", "closed 0", "result 1", "closed 1");
        }
    }

    @Test
    void shouldRefuseAnActionWithinATask() {
        PlanNode nested = map(source(of(1)), value -> collect(engine, source(of(2))));

        assertThatThrownBy(() -> collect(engine, nested))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside a task");
    }

    @Test
    void shouldSeeThePartitionOfEachNodeBehindAUnion() throws Exception {
        PlanNode indexed = new SourceNode(2, task -> Input.of(of("part " + task.partition())), HERE);
        PlanNode reversed = new UnionNode(
                List.of(indexed, source(of("other"))),
                List.of(
                        List.of(new UnionNode.Piece(1, 0), new UnionNode.Piece(0, 1)),
                        List.of(new UnionNode.Piece(0, 0)),
                        List.of()),
                HERE);

        assertThat(glom(engine, reversed, Plans.scope()))
                .containsExactly(List.of("other", "part 1"), List.of("part 0"), List.of());
    }

    @Test
    void shouldGatherTheValuesOfAllParentsByKey() throws Exception {
        HashPartitioner one = new HashPartitioner(1);
        PlanNode left = source(of(pair("a", 1), pair("b", 2), pair("a", 3)));
        PlanNode right = source(of(pair("c", 4), pair("a", 5)));
        List<Object> groups = collect(engine, new CogroupNode(List.of(left, right), one, HERE));

        List<String> shown = groups.stream()
                .map(group -> (Tuple2<?, ?>) group)
                .map(group -> group._1() + Arrays.toString((Object[]) group._2()))
                .toList();
        assertThat(shown).containsExactly("a[[1, 3], [5]]", "b[[2], []]", "c[[], [4]]");
    }

    @Test
    void shouldCountWhatTasksAddedOnceTheySucceeded() throws Exception {
        try (LocalEngine patient = Plans.engine("local[2,2]")) {
            LongAccumulator longs = patient.longAccumulator("longs");
            DoubleAccumulator doubles = patient.doubleAccumulator("doubles");
            CollectionAccumulator<Object> all = patient.collectionAccumulator("all");
            PlanNode adding = map(source(Plans.ints(0, 10), Plans.ints(10, 20)), value -> {
                longs.add(1L);
                doubles.add(0.5);
                all.add(value);
                if (value.equals(15) && TaskContext.current().attempt() == 0) {
                    throw new IOException("half-way");
                }
                return value;
            });

            collect(patient, adding);
            longs.add(100L);

            assertThat(longs.value()).isEqualTo(120);
            assertThat(doubles.value()).isEqualTo(10);
            assertThat(all.value()).containsExactlyInAnyOrder(Plans.ints(0, 20));
            assertThat(longs.name()).isEqualTo("longs");
            longs.reset();
            doubles.reset();
            all.reset();
            assertThat(longs.value()).isZero();
            assertThat(doubles.value()).isZero();
            assertThat(all.value()).isEmpty();
        }
    }

    @Test
    void shouldShareABroadcastValueUntilItIsDestroyed() throws Exception {
        Broadcast<Integer> ten = engine.broadcast(10);

        assertThat(collect(engine, map(source(of(1)), value -> (Integer) value + ten.value())))
                .containsExactly(11);
        ten.destroy();
        assertThatThrownBy(ten::value).isInstanceOf(IllegalStateException.class).hasMessageContaining("destroyed");
    }

    @Test
    void shouldRunAPlanOfManyNodes() throws Exception {
        PlanNode node = source(of(0), of(0));
        for (int i = 0; i < 2_000; i++) {
            node = map(node, value -> (Integer) value + 1);
        }

        assertThat(collect(engine, node)).containsExactly(2_000, 2_000);
    }
}
