// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.CheckpointTool;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                .contains("completed up to 2")
                .contains("state totals")
                .contains("updateStateByKey at CheckpointToolTest.java:")
                .contains("all verified")
                .contains("goes on with batch 3");
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
    void shouldNameADamagedJournal() throws Exception {
        run("1", "2", "3");
        flipAByteInTheMiddleOfTheJournal();

        String shown = tool(directory.toString());

        assertThat(status).isNotZero();
        assertThat(shown).contains("journal/").containsAnyOf("DAMAGED", "damaged");
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

    private void flipAByteInTheMiddleOfTheJournal() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            Path segment = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 2] ^= 1;
            Files.write(segment, bytes);
        }
    }
}
