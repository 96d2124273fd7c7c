// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.Shared;
import dev.shaduf.testkit.SinkFault;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ClusterFaultsIT {
    @Test
    void shouldWriteOnceWhenAnotherAttemptOvertakesAStuckOne() throws Exception {
        Shared<AtomicInteger> calls = new Shared<>(new AtomicInteger());
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<Integer> numbers = new MemorySource<Integer>("numbers")
                    .addPartitions(List.of(List.of(0), List.of(1), List.of(2), List.of(3)));
            var written = harness.collect(harness.stream(numbers).map(number -> {
                if (number == 0 && calls.call(AtomicInteger::incrementAndGet) == 1) {
                    new CountDownLatch(1).await();
                }
                return number;
            }));

            harness.runBatches(1);

            assertThat(written.batches().get(0)).containsExactlyInAnyOrder(0, 1, 2, 3);
            assertThat(calls.call(AtomicInteger::get)).isEqualTo(2);
        }
    }

    @Test
    void shouldWriteOnceWhenAttemptsOfTheSinkFail() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<Integer> numbers = new MemorySource<Integer>("numbers")
                    .addPartitions(List.of(List.of(1), List.of(2)))
                    .addPartitions(List.of(List.of(3), List.of(4)));
            CollectingSink<Integer> written = harness.collect(harness.stream(numbers))
                    .failAt(SinkFault.OPEN, 1)
                    .failAt(SinkFault.WRITE, 2)
                    .failAt(SinkFault.PREPARE, 2)
                    .failAt(SinkFault.AFTER_PREPARE, 1)
                    .failAt(SinkFault.AFTER_COMMIT, 2);

            harness.runBatches(2);

            assertThat(written.batches()).hasSize(2);
            assertThat(written.batches().get(0)).containsExactlyInAnyOrder(1, 2);
            assertThat(written.batches().get(1)).containsExactlyInAnyOrder(3, 4);
        }
    }

    @Test
    void shouldFailTheBatchWithTheExceptionOfATaskThatFailsToTheLastAttempt() throws Exception {
        Shared<AtomicInteger> calls = new Shared<>(new AtomicInteger());
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<Integer> numbers = new MemorySource<Integer>("numbers").add(List.of(1));
            harness.collect(harness.stream(numbers).<Integer>map(number -> {
                calls.call(AtomicInteger::incrementAndGet);
                throw new IOException("no " + number);
            }));

            assertThatThrownBy(() -> harness.runBatches(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no 1");
            assertThat(calls.call(AtomicInteger::get)).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void shouldGoOnFromTheAttemptOfAnUpdateThatWasTaken() throws Exception {
        Shared<AtomicInteger> calls = new Shared<>(new AtomicInteger());
        Shared<CountDownLatch> both = new Shared<>(new CountDownLatch(2));
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<Tuple2<Integer, String>> source = new MemorySource<>("pairs");
            source.addPartitions(List.of(List.of(new Tuple2<>(0, "wait")), List.of(new Tuple2<>(1, "go"))));
            for (int i = 0; i < 4; i++) {
                source.add(List.of(new Tuple2<>(0, "go")));
            }
            var paths = harness.collect(harness.stream(source)
                    .mapToPair(pair -> pair)
                    .<String>updateStateByKey(
                            (values, old) -> {
                                int call = Objects.requireNonNull(calls.call(AtomicInteger::incrementAndGet));
                                if (values.contains("wait")) {
                                    both.call(ClusterFaultsIT::meet);
                                }
                                return Optional.of(old.orElse("") + call + ">");
                            },
                            2));

            harness.runBatches(2);
            for (int kill = 0; kill < 3; kill++) {
                OnCluster.cluster().kill(OnCluster.cluster().executors().get(0));
                harness.runBatches(1);
            }

            for (int i = 1; i < paths.batches().size(); i++) {
                assertThat(path(paths.batches().get(i)))
                        .startsWith(path(paths.batches().get(i - 1)));
            }
        }
    }

    private static boolean meet(CountDownLatch both) throws InterruptedException {
        both.countDown();
        return both.await(60, TimeUnit.SECONDS);
    }

    private static String path(List<Tuple2<Integer, String>> states) {
        return states.stream()
                .filter(state -> state._1() == 0)
                .map(Tuple2::_2)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldFinishABatchInWhichAWorkerIsLost() throws Exception {
        Shared<AtomicInteger> losses = new Shared<>(new AtomicInteger());
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<String> words = new MemorySource<String>("words")
                    .addPartitions(List.of(List.of("a", "b"), List.of("a")))
                    .addPartitions(List.of(List.of("a", "lose"), List.of("b")))
                    .addPartitions(List.of(List.of("a"), List.of("b")));
            var totals = harness.collect(harness.stream(words)
                    .mapToPair(word -> {
                        if (word.equals("lose")) {
                            losses.call(ClusterFaultsIT::loseAWorkerOnce);
                        }
                        return new Tuple2<>(word, 1);
                    })
                    .<Integer>updateStateByKey((values, old) -> Optional.of(old.orElse(0)
                            + values.stream().mapToInt(Integer::intValue).sum())));

            harness.runBatches(2);
            OnCluster.cluster().addWorker();
            harness.runBatches(1);

            assertThat(losses.call(AtomicInteger::get)).isPositive();
            assertThat(totals.batches().get(1))
                    .containsExactlyInAnyOrder(new Tuple2<>("a", 3), new Tuple2<>("b", 2), new Tuple2<>("lose", 1));
            assertThat(totals.batches().get(2))
                    .containsExactlyInAnyOrder(new Tuple2<>("a", 4), new Tuple2<>("b", 3), new Tuple2<>("lose", 1));
        }
    }

    /** Called by tasks, runs in this JVM. */
    private static int loseAWorkerOnce(AtomicInteger losses) {
        int times = losses.incrementAndGet();
        if (times == 1) {
            OnCluster.cluster().killWorker(0);
        }
        return times;
    }

    @Test
    void shouldGoOnWithoutAWorker() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<String> words = new MemorySource<>("words");
            for (int i = 0; i < 6; i++) {
                words.addPartitions(List.of(List.of("a", "b"), List.of("a")));
            }
            var totals = harness.collect(harness.stream(words)
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .<Integer>updateStateByKey((values, old) -> Optional.of(old.orElse(0)
                            + values.stream().mapToInt(Integer::intValue).sum())));
            harness.runBatches(3);

            OnCluster.cluster().killWorker(0);
            harness.runBatches(2);
            OnCluster.cluster().addWorker();
            harness.runBatches(1);

            assertThat(totals.batches().get(5)).containsExactlyInAnyOrder(new Tuple2<>("a", 12), new Tuple2<>("b", 6));
        }
    }
}
