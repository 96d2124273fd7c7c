// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM that we started, what it announces, and how much memory it took. Everything it prints is kept in a log file. */
final class ChildJvm implements AutoCloseable {

    private static final int LAST_LINES = 15;
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final Path log;
    private final long startMicros;
    private final BlockingQueue<Optional<Announcement>> announcements = new LinkedBlockingQueue<>();
    private final Thread onExit = new Thread(this::destroy);

    private ChildJvm(Process process, Path log, long startMicros) {
        this.process = process;
        this.log = log;
        this.startMicros = startMicros;
    }

    /**
     * Starts {@code java}.
     *
     * @param arguments flags, main class and its options
     * @param log where its output goes
     */
    static ChildJvm start(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        long startMicros = EpochMicros.now();
        ChildJvm child = new ChildJvm(builder.start(), log, startMicros);
        Runtime.getRuntime().addShutdownHook(child.onExit);
        Thread reader = new Thread(child::read, "output-" + child.process.pid());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    long startMicros() {
        return startMicros;
    }

    /** Waits for an announcement of {@code kind}; others that come first are passed over. */
    Announcement await(Kind kind, long timeoutSeconds) throws RunFailedException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        while (true) {
            Optional<Announcement> next = announcements.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw failed("no " + kind + " within " + timeoutSeconds + " s");
            }
            if (next.isEmpty()) {
                throw failed("ended without " + kind);
            }
            if (next.get().kind() == kind) {
                return next.get();
            }
        }
    }

    /** Returns the largest resident set so far in MB; it must still run. */
    double peakRssMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("No VmHWM in /proc/" + process.pid() + "/status: has the process ended?");
    }

    /** Returns the processor time it has taken so far; it must still run. */
    long cpuMicros() throws IOException {
        return process.info()
                        .totalCpuDuration()
                        .orElseThrow(() -> new IOException(
                                "The system does not tell the processor time of process " + process.pid()))
                        .toNanos()
                / 1_000;
    }

    /** Closes its standard input, on which it waits at its end, and ends it the hard way when that does not help. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        destroy();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private void destroy() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var writer = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line);
                writer.newLine();
                Announcement.parse(line).ifPresent(announcement -> announcements.add(Optional.of(announcement)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading what process " + process.pid() + " prints", e);
        } finally {
            announcements.add(Optional.empty());
        }
    }

    private RunFailedException failed(String what) {
        return new RunFailedException(what + "; its last lines in " + log + ":\n" + lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
