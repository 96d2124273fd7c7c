// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.CheckpointTool;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a checkpoint directory. */
@Timeout(60)
class CheckpointToolTest {
    @TempDir
    private Path directory;

    private int status;

    private String tool(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        status = CheckpointTool.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), args);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private StreamHarness harness() {
        return StreamHarness.builder()
                .conf("shaduf.checkpoint.dir", directory.toString())
                .conf("shaduf.batch.failure", "skip")
                .conf("shaduf.batch.attempts", "1")
                .build();
    }

    private void run(String... batches) throws Exception {
        try (StreamHarness harness = harness()) {
            MemorySource<String> words = new MemorySource<>("words");
            Stream.of(batches).forEach(batch -> words.add(List.of(batch.split(" "))));
            var numbers = harness.stream(words).uid("words").map(Integer::valueOf);
            harness.collect(numbers);
            numbers.mapToPair(number -> new Tuple2<>(number, 1))
                    .<Integer>updateStateByKey((ones, old) -> Optional.of(ones.size() + old.orElse(0)))
                    .uid("totals")
                    .foreachRDD(rdd -> {});
            harness.runBatches(batches.length);
        }
    }

    @Test
    void shouldShowStreamBatchesStatesAndWhatARestartWouldDo() throws Exception {
        run("1 2", "3");

        String shown = tool(directory.toString());

        assertThat(status).isZero();
        assertThat(shown)
                .containsPattern("stream +[0-9a-f-]{36}, epoch 1")
                .containsPattern("format +version 1")
                .containsPattern("output .*foreachRDD at CheckpointToolTest.java:\\d+, committed up to batch 2")
                .contains("completed up to 2")
                .contains("state totals")
                .containsPattern("state totals +updateStateByKey at CheckpointToolTest.java:")
                .contains("all verified")
                .contains("goes on with batch 3");
    }

    @Test
    void shouldShowHowLargeAStateIs() throws Exception {
        try (StreamHarness harness = harness()) {
            harness.source(List.of("a", "b"))
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .<Integer>updateStateByKey((ones, old) -> Optional.of(ones.size() + old.orElse(0)))
                    .uid("totals")
                    .checkpoint(Durations.seconds(1))
                    .foreachRDD(rdd -> {});
            harness.runBatches(3);
            await().until(() -> tool(directory.toString()).contains("2 keys, "));
        }

        assertThat(tool(directory.toString()))
                .containsPattern("state totals .*, 2 keys, [1-9]\\d* bytes in \\d+ partitions of the last snapshot");
    }

    @Test
    void shouldListASkippedBatchAndDropIt() throws Exception {
        run("1", "x", "3");

        assertThat(tool(directory.toString()))
                .contains("skipped")
                .contains("batch 2")
                .contains("NumberFormatException");
        assertThat(tool(directory.toString(), "--drop-skipped", "2")).contains("batch 2 is dropped");
        assertThat(tool(directory.toString())).doesNotContain("NumberFormatException");
        assertThat(tool(directory.toString(), "--drop-skipped", "2")).contains("not among the skipped batches");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void shouldSayWhichBatchesCanBeDropped() {
        assertThat(tool(directory.toString(), "--drop-skipped", "two"))
                .contains("--drop-skipped takes the number of a batch, not 'two'; usage: ");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void shouldDropASkippedBatchWithoutAnyClassOfTheProgram() throws Exception {
        run("1 2", "3 x", "4");
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("testkit") && !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));

        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        CheckpointTool.class.getName(),
                        directory.toString(),
                        "--drop-skipped",
                        "2")
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("batch 2 is dropped");
        assertThat(tool.waitFor()).isZero();
    }

    @Test
    void shouldNameADamagedJournal() throws Exception {
        run("1", "2", "3");
        flip(segment("journal"), bytes -> bytes.length / 2);

        String shown = tool(directory.toString());

        assertThat(status).isNotZero();
        assertThat(shown).contains("journal/").containsAnyOf("DAMAGED", "damaged");
    }

    @Test
    void shouldNameWhatACrashLeftUnfinished() throws Exception {
        run("1", "2", "3");
        Path segment = segment("journal");
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 3));

        String shown = tool(directory.toString());

        assertThat(status).isZero();
        assertThat(shown)
                .containsPattern("not finished +journal/.*: \\d+ bytes from byte \\d+ on are cut off")
                .contains("no batch up to 3 is affected")
                .contains("all verified");
    }

    @Test
    void shouldNotTakeAFlippedBitAtTheEndForACrash() throws Exception {
        run("1", "2", "3");
        flip(segment("journal"), bytes -> bytes.length - 1);

        assertThat(tool(directory.toString()))
                .containsPattern("DAMAGED +journal/")
                .doesNotContain("not finished");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void shouldVerifyWhatReceiversStored() throws Exception {
        try (StreamHarness harness = harness()) {
            StoringReceiver receiver = new StoringReceiver();
            harness.collect(harness.context().receiverStream(receiver).uid("things"));
            harness.start();
            await().until(receiver::isStarted);
            receiver.store(List.of("a", "b"));
            receiver.store(List.of("c"));
        }
        flip(segment("received/things"), bytes -> bytes.length / 2);

        assertThat(tool(directory.toString())).contains("received records are lost: received/things/");
        assertThat(status).isEqualTo(1);
    }

    private static final class StoringReceiver extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        StoringReceiver() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}
    }

    @Test
    void shouldSayThatADirectoryHasNotBeenUsed() {
        assertThat(tool(directory.resolve("absent").toString())).contains("has not been used by a stream");
        assertThat(status).isZero();
    }

    @Test
    void shouldExplainItselfWithoutADirectory() {
        assertThat(tool()).contains("usage: checkpoint DIR");
        assertThat(status).isEqualTo(2);
    }

    private void flip(Path file, ToIntFunction<byte[]> offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset.applyAsInt(bytes)] ^= 1;
        Files.write(file, bytes);
    }

    private Path segment(String log) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(log))) {
            return files.max(Comparator.naturalOrder()).orElseThrow();
        }
    }
}
