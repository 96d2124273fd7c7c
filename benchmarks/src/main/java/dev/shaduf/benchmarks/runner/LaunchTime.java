// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Seconds from the start of the process to the end of the first batch that holds data, which waits; B = 20 ms. */
public final class LaunchTime {

    private static final Map<String, String> OPTIONS = Map.of("batch", "20");

    private final Settings settings;
    private final Stage stage;
    private final Input input;

    /**
     * Prepares a comparison.
     *
     * @param settings who runs and how; the heap is not used: flags are the JVM's own
     * @param inputs prepares the input
     * @param file lines
     * @param linesInFile how many
     * @throws Exception if the input cannot be prepared, or the folder for logs cannot be made
     */
    public LaunchTime(Settings settings, Inputs inputs, Path file, long linesInFile) throws Exception {
        this.settings = settings;
        this.stage = settings.stage();
        this.input = inputs.atFullSpeed(file, linesInFile, 1);
    }

    /**
     * Runs all rounds and prints the table.
     *
     * @throws Exception if a contender fails
     */
    public void compare() throws Exception {
        Rounds rounds = Rounds.alternate(
                settings.contenders(),
                settings.rounds(),
                contender -> stage.run(contender, Workload.LAUNCH, input, List.of(), OPTIONS, Kind.FIRST_RESULT),
                run -> run.secondsFromStart() + " s");
        Report report = new Report(List.of("contender", "launch to first result, s (min..max)", "runs"));
        rounds.runs()
                .forEach((name, own) -> report.add(List.of(
                        name,
                        new Sample(own.stream().map(Run::secondsFromStart).toList()).describe(),
                        rounds.succeeded(name))));
        report.publish(settings);
    }
}
