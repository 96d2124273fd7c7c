// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The longest time between two snapshots, for which {@code checkpoint(Duration)} asks. */
class SnapshotIntervalTest {
    private static final String FAR_MORE_THAN_A_TEST_WRITES = "1g";

    @TempDir
    Path directory;

    @Test
    void shouldWriteASnapshotAfterTheTimeThatTheProgramAsksFor() throws Exception {
        try (StreamHarness harness = harness()) {
            counts(harness).checkpoint(Durations.seconds(2)).foreachRDD(rdd -> {});

            harness.runBatches(2);
            assertThat(snapshots()).isEmpty();
            harness.runBatches(4);

            await().until(() -> !snapshots().isEmpty());
        }
    }

    @Test
    void shouldWriteNoneBeforeTheJournalHasGrownWhenTheProgramAsksForNone() throws Exception {
        try (StreamHarness harness = harness()) {
            counts(harness).foreachRDD(rdd -> {});

            harness.runBatches(8);

            assertThat(snapshots()).isEmpty();
        }
    }

    private StreamHarness harness() {
        return StreamHarness.builder()
                .conf("shaduf.checkpoint.dir", directory.toString())
                .conf("shaduf.checkpoint.snapshot.bytes", FAR_MORE_THAN_A_TEST_WRITES)
                .build();
    }

    private static PairDStream<String, Integer> counts(StreamHarness harness) {
        return harness.source(List.of("a"), List.of("b"), List.of("a"), List.of("c"))
                .mapToPair(word -> new Tuple2<>(word, 1))
                .updateStateByKey((ones, old) -> Optional.of(old.orElse(0) + ones.size()));
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> directory.relativize(file).toString().contains("state" + File.separator))
                    .toList();
        }
    }
}
