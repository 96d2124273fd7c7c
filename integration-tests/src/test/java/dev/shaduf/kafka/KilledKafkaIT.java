// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From topic to topic while the program, the broker, or both are killed with SIGKILL at random times, and started again, the
 * program in a third of the rounds with other threads and partitions: consumers of committed records find every number once
 * and, per key, in order. 8 rounds, or 100 in a soak, or {@code -Dkill.rounds}; {@code -Dkill.seed} repeats a
 * run.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledKafkaIT {
    private enum Victim {
        PROGRAM,
        BROKER,
        BOTH
    }

    private static final int ROUNDS = Integer.getInteger("kill.rounds", Boolean.getBoolean("test.soak") ? 100 : 8);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final String[] MASTERS = {"local[1]", "local[2]", "local[3]", "local[4]"};

    @TempDir
    Path temp;

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> rounds = new ArrayList<>();
    private KafkaBroker broker;
    private NumberedOutput output;
    private Process program;
    private String master = "local[2]";
    private int partitions = 2;

    @Test
    void shouldNeitherLoseNorRepeatARecordWhenProgramAndBrokerAreKilled() throws Exception {
        try (KafkaBroker started = KafkaBroker.start()) {
            broker = started;
            broker.topics().create(KilledKafkaProgram.IN, 3);
            broker.topics().create(KilledKafkaProgram.COPIES, 2);
            broker.topics().create(KilledKafkaProgram.COUNTS, 3);
            try (NumberedRecords input = new NumberedRecords(broker.bootstrap(), KilledKafkaProgram.IN);
                    NumberedOutput read = new NumberedOutput(broker.bootstrap(), input)) {
                output = read;
                startProgram();
                for (int round = 0; round < ROUNDS; round++) {
                    change(round);
                    work();
                    kill(Victim.values()[round % 3]);
                }
                finish(input.end());
            } finally {
                program.destroyForcibly().waitFor();
            }
        }
    }

    private void change(int round) {
        if (round % 3 == 2) {
            master = MASTERS[random.nextInt(MASTERS.length)];
            partitions = 1 + random.nextInt(5);
        }
    }

    /** In half of the rounds something arrives first; in the others the kill may come at any time of the start. */
    private void work() throws IOException {
        int before = output.both();
        if (random.nextBoolean()) {
            poll(() -> output.both() > before, PATIENCE);
            assertThat(output.both()).as(said()).isGreaterThan(before);
        }
        long millis = random.nextInt(1_500);
        rounds.add("after " + output.both() + " records and " + millis + " ms");
        poll(() -> false, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void kill(Victim victim) throws Exception {
        rounds.add("kill " + victim);
        if (victim != Victim.BROKER) {
            program.destroyForcibly().waitFor();
        }
        if (victim != Victim.PROGRAM) {
            broker.kill();
        }
        boolean late = random.nextBoolean();
        CompletableFuture<Void> restart = CompletableFuture.runAsync(this::restartBroker);
        if (!late) {
            restart.get();
        }
        if (victim != Victim.BROKER) {
            startProgram();
        }
        restart.get();
    }

    private void restartBroker() {
        if (!broker.isRunning()) {
            try {
                broker.restart();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void finish(int sent) throws Exception {
        poll(() -> output.both() == sent, PATIENCE);
        assertThat(output.both()).as(said()).isEqualTo(sent);
        Files.createFile(temp.resolve("end"));
        assertThat(program.waitFor(2, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(program.exitValue()).as(said()).isZero();
        poll(output::atEnd, PATIENCE);
        assertThat(output.both()).as(said()).isEqualTo(sent).isGreaterThan(0);
    }

    private void poll(BooleanSupplier until, long nanos) throws IOException {
        long deadline = System.nanoTime() + nanos;
        String context = said();
        while (!until.getAsBoolean() && System.nanoTime() < deadline) {
            output.poll(context);
            assertThat(program.isAlive() || Files.exists(temp.resolve("end")))
                    .as(said())
                    .isTrue();
        }
    }

    private void startProgram() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledKafkaProgram.class.getName(),
                temp.toString(),
                broker.bootstrap(),
                master,
                "" + partitions);
        program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(temp.resolve("output").toFile()))
                .start();
    }

    private String said() throws IOException {
        Path log = temp.resolve("output");
        String text = Files.exists(log) ? Files.readString(log) : "";
        return "seed " + seed + ", rounds " + rounds + ", said:\n" + text.substring(Math.max(0, text.length() - 4_000));
    }
}
