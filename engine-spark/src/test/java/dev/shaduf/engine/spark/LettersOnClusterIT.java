// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.Shared;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records that are set aside while tasks fail and executors are lost. */
@Timeout(300)
class LettersOnClusterIT {
    private final CollectingSink<DeadLetter> letters = new CollectingSink<>("letters");
    private final MemorySource<String> words = new MemorySource<>("words");

    @Test
    void shouldSetARecordAsideOnceThoughItsBatchIsComputedAgainForAWindow() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            words.add(List.of("1", "x", "2")).add(List.of("3", "y", "3")).add(List.of("z"));
            var sums = harness.collect(harness.stream(words)
                    .map(Integer::valueOf)
                    .deadLetters(letters)
                    .mapToPair(number -> new Tuple2<>("sum", number))
                    .reduceByKey(Integer::sum, 1)
                    .window(Durations.seconds(3)));
            harness.runBatches(2);

            OnCluster.cluster().executors().forEach(OnCluster.cluster()::kill);
            harness.runBatches(1);

            assertThat(sums.batches().get(2)).extracting(Tuple2::_2).containsExactlyInAnyOrder(3, 6);
            assertThat(letters.batches())
                    .extracting(batch -> batch.stream().map(DeadLetter::record).toList())
                    .containsExactly(List.of("x"), List.of("y"), List.of("z"));
        }
    }

    @Test
    void shouldSetARecordAsideWhoseTaskFailsAfterItsPartitionWasKept() throws Exception {
        Shared<AtomicInteger> calls = new Shared<>(new AtomicInteger());
        try (StreamHarness harness = OnCluster.harness()) {
            words.add(List.of("1", "x", "2"));
            var numbers = harness.collect(harness.stream(words)
                    .map(Integer::valueOf)
                    .deadLetters(letters)
                    .persist(StorageLevel.MEMORY_AND_DISK)
                    .map(number -> {
                        if (calls.call(AtomicInteger::incrementAndGet) == 2) {
                            throw new IllegalStateException("once");
                        }
                        return number;
                    }));

            harness.runBatches(1);

            assertThat(numbers.records()).containsExactly(1, 2);
            assertThat(letters.records()).extracting(DeadLetter::record).containsExactly("x");
        }
    }
}
