// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
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
    private static final int KILLS = Boolean.getBoolean("test.soak") ? 200 : 20;
    private static final int LINES_PER_ROUND = 1_000;
    private static final String[] MASTERS = {"local[1]", "local[2]", "local[3]", "local[4]"};

    @TempDir
    Path temp;

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> rounds = new ArrayList<>();
    private int lines;
    private String master = "local[2]";
    private int partitions = 2;

    @Test
    void shouldNeitherLoseNorRepeatALineWhenKilled() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            change(kill);
            append(LINES_PER_ROUND);
            killed(kill);
        }
        append(LINES_PER_ROUND);
        Files.createFile(temp.resolve("end"));
        Process last = start();
        assertThat(last.waitFor(10, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(last.exitValue()).as(said()).isZero();

        verify();
    }

    private void change(int kill) {
        if (kill % 3 == 2) {
            master = MASTERS[random.nextInt(MASTERS.length)];
            partitions = 1 + random.nextInt(5);
        }
    }

    private void append(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format("%11d%n", lines++));
        }
        Files.writeString(temp.resolve("lines"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Half of the kills come at a step, each step in its turn, and half at any time. */
    private void killed(int kill) throws Exception {
        if (kill % 2 == 0) {
            BatchStep step = BatchStep.values()[(kill / 2) % BatchStep.values().length];
            int occurrence = 1 + random.nextInt(step.compareTo(BatchStep.SNAPSHOT_BEGUN) < 0 ? 8 : 1);
            rounds.add("halt at " + step + ", time " + occurrence);
            Process program = start(step.name(), "" + occurrence);
            assertThat(program.waitFor(2, TimeUnit.MINUTES)).as(said()).isTrue();
            assertThat(program.exitValue()).as(said()).isEqualTo(CrashInjector.EXIT_STATUS);
        } else {
            long millis = 200 + random.nextInt(1_500);
            rounds.add("SIGKILL after " + millis + " ms");
            Process program = start();
            boolean ended = program.waitFor(millis, TimeUnit.MILLISECONDS);
            assertThat(ended).as(said()).isFalse();
            program.destroyForcibly().waitFor();
        }
    }

    private Process start(String... halt) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProgram.class.getName(),
                temp.toString(),
                master,
                "" + partitions));
        command.addAll(List.of(halt));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(temp.resolve("output").toFile()))
                .start();
    }

    private String said() {
        try {
            String output = Files.readString(temp.resolve("output"));
            return "seed " + seed + ", rounds " + rounds + ", said:\n"
                    + output.substring(Math.max(0, output.length() - 4_000));
        } catch (IOException e) {
            return "seed " + seed + ", rounds " + rounds;
        }
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
        assertThat(all).as(said()).isEqualTo(IntStream.range(0, lines).boxed().toList());
    }

    /** Checks what the program counted, batch by batch, against the lines of the batches up to it. */
    private void verify(
            List<BatchFiles.Batch> out, String name, BiPredicate<BatchFiles.Batch, BatchFiles.Batch> counts) {
        String context = said();
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
