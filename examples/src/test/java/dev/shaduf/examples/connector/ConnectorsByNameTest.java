// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class ConnectorsByNameTest {
    @TempDir
    Path directory;

    @StreamingTest
    void shouldReadASourceByItsName(StreamHarness harness) throws Exception {
        CollectingSink<Long> doubled =
                harness.collect(harness.context().stream("numbers", Map.of("end", "5", "per.batch", "3"), Long.class)
                        .map(number -> number * 2));

        harness.runBatches(3);

        assertThat(doubled.batches()).containsExactly(List.of(0L, 2L, 4L), List.of(6L, 8L), List.of());
    }

    @StreamingTest
    void shouldWriteEachBatchIntoOneFile(StreamHarness harness) throws Exception {
        harness.source(List.of("a", "b"), List.of("c")).sinkTo(new LogFileSink(directory.toString()));

        harness.runBatches(2);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(ConnectorsByNameTest::lines))
                    .containsExactlyInAnyOrder(List.of("a", "b"), List.of("c"));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
