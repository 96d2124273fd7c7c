// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines per second from the first line that flows to the last result that is in, at full speed. */
public final class Throughput {

    private final Settings settings;
    private final Stage stage;
    private final Workload workload;
    private final Input input;

    /**
     * Prepares a comparison.
     *
     * @param settings who runs and how
     * @param workload what
     * @param inputs prepares the input
     * @param file lines
     * @param linesInFile how many
     * @param passes how often the file is sent
     * @throws Exception if the input cannot be prepared, or the folder for logs cannot be made
     */
    public Throughput(Settings settings, Workload workload, Inputs inputs, Path file, long linesInFile, int passes)
            throws Exception {
        this.settings = settings;
        this.stage = settings.stage();
        this.workload = workload;
        this.input = inputs.atFullSpeed(file, linesInFile, passes);
    }

    /**
     * Runs all rounds and prints the table.
     *
     * @throws Exception if a contender fails, or results differ
     */
    public void compare() throws Exception {
        Rounds rounds = Rounds.alternate(
                settings.contenders(),
                settings.rounds(),
                contender -> run(contender, settings.heapFlags()),
                run -> String.format(
                        Locale.ROOT,
                        "%.3f M lines/s, %.3f µs of CPU per line, %.0f MB",
                        rate(run),
                        run.cpuMicrosPerLine(input.lines()),
                        run.peakRssMegabytes()));
        System.out.println("same result in all runs: "
                + rounds.runs().values().iterator().next().get(0).result().outcome());
        publish(rounds);
    }

    /** Runs one contender once with a heap of its own. */
    Run run(Contender contender, List<String> heapFlags) throws IOException, InterruptedException, RunFailedException {
        return stage.run(contender, workload, input, heapFlags, settings.throughputOptions(workload), Kind.RESULT);
    }

    double rate(Run run) {
        return run.millionLinesPerSecond(input.lines());
    }

    private void publish(Rounds rounds) throws IOException {
        Map<String, List<Run>> runs = rounds.runs();
        List<String> columns = new ArrayList<>(List.of(
                "workload",
                "contender",
                "M lines/s (min..max)",
                "CPU µs per line (min..max)",
                "peak RSS MB (min..max)",
                "runs"));
        runs.keySet().forEach(name -> columns.add("÷ " + name));
        Report report = new Report(columns);
        runs.forEach((name, own) -> {
            List<String> cells = new ArrayList<>(List.of(workload.label(), name));
            cells.add(rates(own).describe());
            cells.add(new Sample(own.stream()
                            .map(run -> run.cpuMicrosPerLine(input.lines()))
                            .toList())
                    .describe());
            cells.add(new Sample(own.stream().map(Run::peakRssMegabytes).toList()).describe());
            cells.add(rounds.succeeded(name));
            runs.values().forEach(other -> cells.add(rates(own).ratio(rates(other))));
            report.add(cells);
        });
        report.publish(settings);
    }

    private Sample rates(List<Run> runs) {
        return new Sample(runs.stream().map(this::rate).toList());
    }
}
