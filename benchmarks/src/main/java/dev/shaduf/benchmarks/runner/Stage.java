// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.feed.SocketFeeder;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts one contender on the machine, with or without a feeder, and takes them off again. */
final class Stage {

    private static final long READY_SECONDS = 60;

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
     * @param input what the feeder sends
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
        try (ChildJvm feeder = ChildJvm.start(feederCommand(contender, workload, input), log("feeder"))) {
            Map<String, String> all = new LinkedHashMap<>(options);
            all.putAll(contender.options());
            all.put("host", "127.0.0.1");
            all.put("ports", feeder.await(Kind.READY, READY_SECONDS).field("ports"));
            all.put("lines", Long.toString(input.lines()));
            try (ChildJvm child = ChildJvm.start(command(contender, workload, heapFlags, all), log(contender.name()))) {
                Announcement result = child.await(last, timeoutSeconds);
                long connected = feeder.await(Kind.CONNECTED, READY_SECONDS).atMicros();
                return new Run(child.startMicros(), connected, result, child.peakRssMegabytes(), child.cpuMicros());
            }
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

    private static List<String> feederCommand(Contender contender, Workload workload, Input input) {
        List<String> command = new ArrayList<>(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.add(SocketFeeder.class.getName());
        command.addAll(List.of("--file", input.file().toString()));
        command.addAll(List.of("--lanes", Integer.toString(contender.lanes(workload))));
        command.addAll(List.of("--hold", Boolean.toString(!contender.readsToEnd())));
        command.addAll(input.feederOptions());
        return command;
    }

    private static List<String> command(
            Contender contender, Workload workload, List<String> heapFlags, Map<String, String> options) {
        List<String> command = new ArrayList<>(contender.jvmFlags());
        command.addAll(heapFlags);
        command.addAll(List.of("-cp", contender.classPath(), contender.mainClass(workload)));
        options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return command;
    }
}
