// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import java.io.IOException;
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
        Path numbers = directory.resolve("numbers.bin");
        NumberFile.append(numbers, List.of(1L, 2L, 3L, 4L, 5L));
        CollectingSink<Long> doubled = harness.collect(
                harness.context().stream("numbers", Map.of("file", numbers.toString(), "per.batch", "3"), Long.class)
                        .map(number -> number * 2));

        harness.runBatches(3);

        assertThat(doubled.batches()).containsExactly(List.of(2L, 4L, 6L), List.of(8L, 10L), List.of());
    }

    @StreamingTest
    void shouldReadAReceiverByItsName(StreamHarness harness) throws Exception {
        try (LinePeer peer = new LinePeer()) {
            CollectingSink<String> lines = harness.collect(harness.context().stream(
                    "lines", Map.of("port", "" + peer.address().getPort()), String.class));
            harness.start();
            peer.send(List.of("a", "b"));
            await().until(() -> harness.status().inputs().get(0).backlogRecords() == 2);

            harness.runBatches(1);

            assertThat(lines.records()).containsExactly("a", "b");
        }
    }

    @StreamingTest
    void shouldWriteToASinkByItsName(StreamHarness harness) throws Exception {
        harness.source(List.of("a", "b")).sinkTo("log-file", Map.of("directory", directory.toString()));

        harness.runBatches(1);

        assertThat(files()).containsExactly(List.of("a", "b"));
    }

    @StreamingTest
    void shouldWriteEachBatchIntoOneFile(StreamHarness harness) throws Exception {
        harness.source(List.of("a", "b"), List.of("c")).sinkTo(new LogFileSink(directory.toString()));

        harness.runBatches(2);

        assertThat(files()).containsExactlyInAnyOrder(List.of("a", "b"), List.of("c"));
    }

    private List<List<String>> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(ConnectorsByNameTest::lines).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
