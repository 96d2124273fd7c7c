// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts one contender on the machine, with what feeds it if anything does, and takes them off again. */
final class Stage {

    private final Path logs;
    private final long timeoutSeconds;
    private int runs;

    /**
     * @param logs where the output of each process goes
     * @param timeoutSeconds how long a contender may take
     */
    Stage(Path logs, long timeoutSeconds) throws IOException {
        this.logs = Files.createDirectories(logs);
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Runs a contender once.
     *
     * @param contender who
     * @param workload what
     * @param input what it reads
     * @param heapFlags its heap; none for the default
     * @param options further options for the contender, without dashes
     * @param last the announcement that ends the run
     */
    Run run(
            Contender contender,
            Workload workload,
            Input input,
            List<String> heapFlags,
            Map<String, String> options,
            Kind last)
            throws IOException, InterruptedException, RunFailedException {
        runs++;
        try (Input.Serving serving = input.serve(contender, workload, this::log)) {
            Map<String, String> all = new LinkedHashMap<>(options);
            all.putAll(contender.options());
            all.putAll(serving.options());
            all.put("lines", Long.toString(input.lines()));
            Run run = run(serving, command(contender, workload, heapFlags, all), log(contender.name()), last);
            return run.with(serving.inspect(run.result()));
        }
    }

    private Run run(Input.Serving serving, List<String> command, Path log, Kind last)
            throws IOException, InterruptedException, RunFailedException {
        try (ChildJvm child = ChildJvm.start(command, log)) {
            serving.attend(child);
            Announcement result = child.await(last, timeoutSeconds);
            return new Run(
                    child.startMicros(), serving.flowingMicros(), result, child.peakRssMegabytes(), child.cpuMicros());
        }
    }

    /**
     * Runs a contender that needs no feeder; its result tells when it began.
     *
     * @param contender who
     * @param workload what
     * @param heapFlags its heap
     * @param options further options for the contender, without dashes
     */
    Run alone(Contender contender, Workload workload, List<String> heapFlags, Map<String, String> options)
            throws IOException, InterruptedException, RunFailedException {
        runs++;
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(contender.options());
        try (ChildJvm child = ChildJvm.start(command(contender, workload, heapFlags, all), log(contender.name()))) {
            Announcement result = child.await(Kind.RESULT, timeoutSeconds);
            long begun = result.number("begunMicros");
            return new Run(child.startMicros(), begun, result, child.peakRssMegabytes(), child.cpuMicros());
        }
    }

    private Path log(String who) {
        return logs.resolve(String.format("%03d-%s.log", runs, who.replaceAll("[^A-Za-z0-9]+", "-")));
    }

    private static List<String> command(
            Contender contender, Workload workload, List<String> heapFlags, Map<String, String> options) {
        List<String> command = new ArrayList<>(contender.jvmFlags());
        command.addAll(heapFlags);
        command.addAll(List.of("-cp", contender.classPath(workload), contender.mainClass(workload)));
        options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return command;
    }
}
