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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
