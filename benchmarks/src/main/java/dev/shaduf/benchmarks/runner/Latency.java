// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.BatchRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Latency from intended send time to sink at a fixed rate, and whether each batch interval is stable. */
public final class Latency {

    private final Settings settings;
    private final Stage stage;
    private final Input input;
    private final long warmupSeconds;

    /**
     * Prepares runs.
     *
     * @param settings who runs and how
     * @param inputs prepares the input
     * @param file lines
     * @param rate records per second over all lanes
     * @param seconds how long after the warm-up
     * @param warmupSeconds how long records and batches are not measured
     * @throws Exception if the input cannot be prepared, or the folder for logs cannot be made
     */
    public Latency(Settings settings, Inputs inputs, Path file, long rate, long seconds, long warmupSeconds)
            throws Exception {
        this.settings = settings;
        this.stage = settings.stage();
        this.input = inputs.paced(file, rate, warmupSeconds + seconds);
        this.warmupSeconds = warmupSeconds;
    }

    /**
     * Runs every contender with every interval and prints the table.
     *
     * @param intervalsMillis batch intervals in the order in which they are tried
     * @throws Exception if the machinery, not a contender, fails
     */
    public void compare(List<Long> intervalsMillis) throws Exception {
        Report report = new Report(List.of(
                "contender",
                "B ms",
                "stable",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "scheduling delay p99 ms",
                "first → last quarter ms",
                "peak RSS MB"));
        for (long interval : intervalsMillis) {
            for (Contender contender : settings.contenders()) {
                report.add(row(contender, interval));
            }
        }
        report.publish(settings);
    }

    private List<String> row(Contender contender, long interval) throws IOException, InterruptedException {
        Path batches = Files.createTempFile("batches", ".csv");
        Map<String, String> options = Map.of(
                "batch", Long.toString(interval),
                "warmup", Long.toString(warmupSeconds),
                "report", batches.toString());
        try {
            Run run = stage.run(contender, Workload.LATENCY, input, settings.heapFlags(), options, Kind.RESULT);
            System.out.println(contender.name() + " B=" + interval + " ms: " + run.result());
            return row(contender, interval, run, Files.readAllLines(batches));
        } catch (RunFailedException e) {
            System.out.println(contender.name() + " B=" + interval + " ms: " + e.getMessage());
            return List.of(contender.name(), Long.toString(interval), "no: did not finish", "", "", "", "", "", "", "");
        } finally {
            Files.delete(batches);
        }
    }

    private static List<String> row(Contender contender, long interval, Run run, List<String> batches) {
        Stability stability = Stability.of(batches.stream().map(BatchRow::parse).toList(), interval);
        Announcement result = run.result();
        return List.of(
                contender.name(),
                Long.toString(interval),
                stability.stable() ? "yes" : "no",
                millis(result.number("p50Micros")),
                millis(result.number("p99Micros")),
                millis(result.number("p999Micros")),
                millis(result.number("maxMicros")),
                millis(stability.p99Micros()),
                millis(stability.firstQuarterMicros()) + " → " + millis(stability.lastQuarterMicros()),
                String.format(Locale.ROOT, "%.0f", run.peakRssMegabytes()));
    }

    private static String millis(double micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000);
    }
}
