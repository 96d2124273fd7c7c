// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in a process of its own that is killed again and again, with SIGKILL at random times or by a halt at a step in the
 * life of a batch, and started again, in a third of the rounds with other threads and partitions and another place for its states: of
 * a file and of a socket with positions nothing is lost and nothing comes twice; of a plain socket nothing that {@code store} has
 * returned for is lost, and nothing comes twice. In a quarter of the rounds the disk of the checkpoint directory fails now and then
 * (short writes, no space, failed syncs, segments that cannot be made or deleted), and the renames by which the sinks publish. The
 * checkpoint directory itself renames nothing: segments have their names from the beginning, and a log is what its newest segment
 * says. 20 kills, or 200 in a soak, or {@code -Dkill.rounds}; {@code -Dkill.seed} repeats a run.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledProgramIT {
    private static final int LINES_PER_ROUND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String[] MASTERS = {"local[1]", "local[2]", "local[3]", "local[4]"};
    private static final String[] STORES = {"heap", "disk"};
    /** Of the rounds, one in so many has a disk that fails. */
    private static final int FAULTY = 4;

    @TempDir
    Path temp;

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    final Random random = new Random(seed);
    private final List<String> rounds = new ArrayList<>();
    private final AtomicInteger lines = new AtomicInteger();
    private String master = "";
    private String store = "heap";
    private int partitions = 2;

    @Test
    void shouldNeitherLoseNorRepeatALineWhenKilled() throws Exception {
        try (PositionsPeer positions = new PositionsPeer(lines);
                SocketPeer plain = new LinesPeer(lines)) {
            for (int kill = 0; kill < kills(); kill++) {
                change(kill);
                append(LINES_PER_ROUND);
                killed(kill, positions, plain);
            }
            master = master(kills());
            append(LINES_PER_ROUND);
            end(start(options(positions, plain, false)));
            assertThat(positions.fault()).as(said()).isEmpty();
        }
        verify();
    }

    /** How often the program is killed. */
    int kills() {
        return KilledProcess.kills(20, 200);
    }

    /** Where the program runs in a round, which may be where it ran before. */
    String master(int round) {
        if (master.isEmpty()) {
            return "local[2]";
        }
        return round % 3 == 2 ? MASTERS[random.nextInt(MASTERS.length)] : master;
    }

    /** Where the program keeps its states from now on. */
    String store() {
        return STORES[random.nextInt(STORES.length)];
    }

    /** Whether the disk may fail in some rounds. */
    boolean mayFail() {
        return true;
    }

    /** What the JVM of the program is started with. */
    List<String> jvmOptions() {
        return List.of("-Xmx128m");
    }

    /** Waits until the program works, so that a kill meets it at that. */
    void awaitWork(Process program) throws Exception {}

    private void change(int kill) {
        master = master(kill);
        if (kill % 3 == 2) {
            store = store();
            partitions = 1 + random.nextInt(5);
        }
    }

    private void append(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format("%11d%n", lines.get() + i));
        }
        Files.writeString(temp.resolve("lines"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines.addAndGet(count);
    }

    /** Half of the kills come at a step, each step in its turn, and half at any time. */
    private void killed(int kill, SocketPeer positions, SocketPeer plain) throws Exception {
        boolean faulty = random.nextInt(FAULTY) == 0 && mayFail();
        Map<String, String> options = options(positions, plain, faulty);
        if (kill % 2 == 0) {
            BatchStep step = BatchStep.values()[(kill / 2) % BatchStep.values().length];
            int occurrence = 1 + random.nextInt(step.compareTo(BatchStep.SNAPSHOT_BEGUN) < 0 ? 8 : 1);
            rounds.add(master + ": halt at " + step + ", time " + occurrence + (faulty ? ", faulty disk" : ""));
            options.put("step", step.name());
            options.put("occurrence", "" + occurrence);
            Process program = start(options);
            assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(said())
                    .isTrue();
            assertThat(program.exitValue() == CrashInjector.EXIT_STATUS || faulty && saidFault())
                    .as(said())
                    .isTrue();
        } else {
            long millis = 200 + random.nextInt(1_500);
            rounds.add(master + ": SIGKILL after " + millis + " ms" + (faulty ? ", faulty disk" : ""));
            Process program = start(options);
            awaitWork(program);
            boolean ended = program.waitFor(millis, TimeUnit.MILLISECONDS);
            assertThat(!ended || faulty && saidFault()).as(said()).isTrue();
            program.destroyForcibly().waitFor();
        }
    }

    private Map<String, String> options(SocketPeer positions, SocketPeer plain, boolean faulty) {
        Map<String, String> options = new TreeMap<>();
        Path checkpoint = temp.resolve("checkpoint");
        options.put("directory", temp.toString());
        options.put(
                "checkpoint",
                faulty ? "faulty:" + checkpoint + "?seed=" + random.nextInt() + "&probability=0.01" : "" + checkpoint);
        options.put("renames", faulty ? "0.02" : "0");
        options.put("master", master);
        options.put("store", store);
        options.put("partitions", "" + partitions);
        options.put("positions", "" + positions.port());
        options.put("lines", "" + plain.port());
        return options;
    }

    private Process start(Map<String, String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProgram.class.getName()));
        command.addAll(1, jvmOptions());
        options.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(temp.resolve("output").toFile()))
                .start();
    }

    /** Waits until everything that can come has come, and has the program end. */
    private void end(Process program) throws Exception {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !program.isAlive() || isAllThere());
            Files.createFile(temp.resolve("end"));
            assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(said())
                    .isTrue();
            assertThat(program.exitValue()).as(said()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private boolean isAllThere() {
        return numbers("out").size() >= lines.get()
                && numbers("received").size() >= lines.get()
                && numbers("plain").contains(lines.get() - 1);
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

    /** Whether the program that ended last may have ended of a fault. */
    private boolean saidFault() {
        return said().contains("injected fault");
    }

    private void verify() throws IOException {
        List<Integer> all = IntStream.range(0, lines.get()).boxed().toList();
        assertThat(numbers("out")).as(said()).isEqualTo(all);
        assertThat(numbers("received")).as(said()).isEqualTo(all);
        List<Integer> plain = numbers("plain");
        assertThat(plain).as(said()).doesNotHaveDuplicates();
        assertThat(without(plain, all)).as(said()).isEmpty();
        List<Integer> witnessed = Files.readAllLines(temp.resolve("witnessed")).stream()
                .map(Integer::valueOf)
                .toList();
        System.out.println("KilledProgramIT: " + kills() + " kills; of " + all.size() + " lines of the plain socket "
                + witnessed.size() + " were stored, " + plain.size() + " processed; seed " + seed);
        assertThat(witnessed).as(said()).hasSizeGreaterThan(kills());
        assertThat(without(witnessed, plain)).as(said()).isEmpty();
        List<BatchFiles.Batch> out = BatchFiles.batches(temp.resolve("out"));
        verify(out, "counts", (earlier, batch) -> true);
        verify(out, "window", (earlier, batch) -> earlier.millis() > batch.millis() - KilledProgram.WINDOW_MILLIS);
    }

    private static Set<Integer> without(List<Integer> some, List<Integer> others) {
        Set<Integer> left = new TreeSet<>(some);
        left.removeAll(new HashSet<>(others));
        return left;
    }

    private List<Integer> numbers(String directory) {
        return BatchFiles.batches(temp.resolve(directory)).stream()
                .flatMap(batch -> batch.lines().stream())
                .map(Integer::valueOf)
                .sorted()
                .toList();
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
