// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.StreamingContext;
import dev.shaduf.engine.EngineProvider;
import dev.shaduf.examples.FileCounts;
import dev.shaduf.sink.file.FileSink;
import dev.shaduf.source.file.FileSource;
import dev.shaduf.spark.cluster.SparkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An example, as a user starts it with {@code spark-submit}: it names no master, and its jar holds nothing but its own classes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SubmittedIT {
    @TempDir
    private Path temp;

    @Test
    void shouldRunAnExampleOnTheClusterItIsSubmittedTo() throws Exception {
        assertCounts(Map.of());
    }

    @Test
    void shouldRunWhereExecutorsComeWithTheFirstWork() throws Exception {
        assertCounts(Map.of("spark.dynamicAllocation.enabled", "true"));
    }

    private void assertCounts(Map<String, String> settings) throws Exception {
        SparkCluster cluster = SparkCluster.shared();
        Path books = Files.createDirectory(temp.resolve("books"));
        Path counts = temp.resolve("counts");
        put(books, "first.txt", "to be or\nnot to be\n");

        Process program = cluster.submit(
                FileCounts.class.getName(), artifacts(), List.of(books.toString(), counts.toString()), settings);
        try {
            await().atMost(2, TimeUnit.MINUTES)
                    .until(() -> !program.isAlive() || !lines(counts).isEmpty());
            assertThat(lines(counts))
                    .as("what it wrote; its output was\n%s", cluster.submitted())
                    .containsExactlyInAnyOrder("be 2", "not 1", "or 1", "to 2");
            assertThat(cluster.applications()).contains("file-counts");
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    /** The jar of the program first, then what it needs beside an installation of Spark. */
    private static List<Path> artifacts() throws Exception {
        List<Class<?>> types =
                new ArrayList<>(List.of(FileCounts.class, StreamingContext.class, FileSource.class, FileSink.class));
        ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::type)
                .filter(type -> type.getName().contains("spark"))
                .forEach(types::add);
        List<Path> jars = new ArrayList<>();
        for (Class<?> type : types) {
            jars.add(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        return jars;
    }

    private static void put(Path directory, String name, String text) throws IOException {
        Path hidden = Files.writeString(directory.resolve("." + name), text);
        Files.move(hidden, directory.resolve(name));
    }

    private static List<String> lines(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(file.getFileName().toString())
                            .noneMatch(name -> name.startsWith(".") || name.startsWith("_")))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
