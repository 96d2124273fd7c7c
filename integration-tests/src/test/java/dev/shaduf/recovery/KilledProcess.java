// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own that is killed again and again and started again, in a third of the rounds with other
 * threads and partitions. It is told {@code name=value}: its {@code directory}, {@code master}, {@code partitions}, perhaps a
 * {@code step} and an {@code occurrence} to halt at, and what the test adds. {@code -Dkill.seed} repeats what is chosen at random.
 */
final class KilledProcess {
    /** The name of a file that a program makes when it has started. */
    static final String RUNNING = "running";

    private static final String[] MASTERS = {"local[1]", "local[2]", "local[3]", "local[4]"};

    private final Class<?> program;
    private final Path directory;
    private final Map<String, String> options = new TreeMap<>();
    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int firstStep = random.nextInt(BatchStep.values().length);
    private final List<String> rounds = new ArrayList<>();

    KilledProcess(Class<?> program, Path directory) {
        this.program = program;
        this.directory = directory;
        tell("directory", directory.toString());
        tell("master", "local[2]");
        tell("partitions", "2");
        System.out.println(program.getSimpleName() + ", seed " + seed);
    }

    /** Returns how often to kill: {@code -Dkill.rounds}, or a number of its own for the soak. */
    static int kills(int usual, int soak) {
        return Integer.getInteger("kill.rounds", Boolean.getBoolean("test.soak") ? soak : usual);
    }

    /** Has it be told something from now on. */
    void tell(String name, String value) {
        options.put(name, value);
    }

    Random random() {
        return random;
    }

    /** Runs it and kills it: in every other round at a step, each step in its turn, else at any time. */
    void killed(int round) throws Exception {
        if (round % 2 == 0) {
            haltedAtAStep(round);
        } else {
            Process process = start(round, "SIGKILL");
            runs(process, 200, 1_700);
            kill(process);
        }
    }

    /** Runs it until it comes to a step. */
    void haltedAtAStep(int round) throws Exception {
        BatchStep step = BatchStep.values()[(firstStep + round / 2) % BatchStep.values().length];
        int occurrence = 1 + random.nextInt(step.compareTo(BatchStep.SNAPSHOT_BEGUN) < 0 ? 8 : 1);
        tell("step", step.name());
        tell("occurrence", "" + occurrence);
        Process process = start(round, "halt at " + step + ", time " + occurrence);
        options.keySet().removeAll(List.of("step", "occurrence"));
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(process.exitValue()).as(said()).isEqualTo(CrashInjector.EXIT_STATUS);
    }

    /** Starts it, in every third round with other threads and partitions. */
    Process start(int round, String fate) throws IOException {
        if (round % 3 == 2) {
            tell("master", MASTERS[random.nextInt(MASTERS.length)]);
            tell("partitions", "" + (1 + random.nextInt(5)));
        }
        rounds.add(fate + " with " + options.get("master") + " and " + options.get("partitions") + " partitions");
        return launch();
    }

    /** Lets it run for a random time; it must not end by itself. */
    void runs(Process process, int least, int most) throws InterruptedException {
        boolean ended = process.waitFor(least + random.nextInt(most - least), TimeUnit.MILLISECONDS);
        assertThat(ended).as(said()).isFalse();
    }

    /** Waits until it has started. */
    void awaitRunning(Process process) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.exists(directory.resolve(RUNNING)) || !process.isAlive());
        assertThat(process.isAlive()).as(said()).isTrue();
    }

    /** Kills it with SIGKILL. */
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Runs it to its end. */
    void finish() throws Exception {
        Process last = launch();
        assertThat(last.waitFor(10, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(last.exitValue()).as(said()).isZero();
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(directory.resolve(RUNNING));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        options.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output").toFile()))
                .start();
    }

    /** Tells the seed, what was done, and what the program said last. */
    String said() {
        String chosen = "seed " + seed + ", rounds " + rounds;
        try {
            String output = Files.readString(directory.resolve("output"));
            return chosen + ", said:\n" + output.substring(Math.max(0, output.length() - 4_000));
        } catch (IOException e) {
            return chosen;
        }
    }
}
