// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in a process of its own that is killed again and again, with SIGKILL at random times or by a halt at a step in the
 * life of a batch, and started again, in a third of the rounds with other threads and partitions: nothing is lost and nothing
 * comes twice. 20 kills, or 200 in a soak; {@code -Dkill.seed} repeats a run.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledProgramIT {
    private static final int KILLS = KilledProcess.kills(20, 200);
    private static final int LINES_PER_ROUND = 1_000;

    @TempDir
    Path temp;

    private KilledProcess program;
    private int lines;

    @BeforeEach
    void begin() {
        program = new KilledProcess(KilledProgram.class, temp);
    }

    @Test
    void shouldNeitherLoseNorRepeatALineWhenKilled() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            append(LINES_PER_ROUND);
            program.killed(kill);
        }
        append(LINES_PER_ROUND);
        Files.createFile(temp.resolve("end"));
        program.finish();

        verify();
    }

    private void append(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format("%11d%n", lines++));
        }
        Files.writeString(temp.resolve("lines"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void verify() {
        List<BatchFiles.Batch> out = BatchFiles.batches(temp.resolve("out"));
        verifyLines(out);
        verifyLines(BatchFiles.batches(temp.resolve("received")));
        verify(out, "counts", (earlier, batch) -> true);
        verify(out, "window", (earlier, batch) -> earlier.millis() > batch.millis() - KilledProgram.WINDOW_MILLIS);
    }

    private void verifyLines(List<BatchFiles.Batch> batches) {
        List<Integer> all = batches.stream()
                .flatMap(batch -> batch.lines().stream())
                .map(Integer::valueOf)
                .sorted()
                .toList();
        assertThat(all)
                .as(program.said())
                .isEqualTo(IntStream.range(0, lines).boxed().toList());
    }

    /** Checks what the program counted, batch by batch, against the lines of the batches up to it. */
    private void verify(
            List<BatchFiles.Batch> out, String name, BiPredicate<BatchFiles.Batch, BatchFiles.Batch> counts) {
        String context = program.said();
        List<BatchFiles.Batch> said = BatchFiles.batches(temp.resolve(name));
        assertThat(said).as(context).extracting(BatchFiles.Batch::millis).isEqualTo(times(out));
        for (int i = 0; i < out.size(); i++) {
            BatchFiles.Batch batch = out.get(i);
            Map<String, Long> expected = new TreeMap<>();
            out.subList(0, i + 1).stream()
                    .filter(earlier -> counts.test(earlier, batch))
                    .flatMap(earlier -> earlier.lines().stream())
                    .forEach(line -> expected.merge(KilledProgram.rest(line).name(), 1L, Long::sum));
            assertThat(said.get(i).lines().stream().filter(line -> !line.endsWith(" 0")))
                    .as("%s of batch %s at %s, %s", name, i, batch.millis(), context)
                    .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .toList());
        }
    }

    private static List<Long> times(List<BatchFiles.Batch> batches) {
        return batches.stream().map(BatchFiles.Batch::millis).toList();
    }
}
