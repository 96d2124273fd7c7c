// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks;

import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.runner.FileThroughput;
import dev.shaduf.benchmarks.runner.Footprint;
import dev.shaduf.benchmarks.runner.Inputs;
import dev.shaduf.benchmarks.runner.JdbcThroughput;
import dev.shaduf.benchmarks.runner.Latency;
import dev.shaduf.benchmarks.runner.LaunchTime;
import dev.shaduf.benchmarks.runner.Settings;
import dev.shaduf.benchmarks.runner.SmallestHeap;
import dev.shaduf.benchmarks.runner.Throughput;
import dev.shaduf.benchmarks.runner.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs Shaduf and its peers, each in a JVM of its own, and compares them: throughput ({@code e2e}), launch time
 * ({@code launch}), the smallest heap ({@code memory}), latency with stability ({@code latency}), words of files ({@code files}),
 * rows into a database ({@code jdbc}) and what is on the class path ({@code jars}). Started by {@code benchmarks/run};
 * {@code benchmarks/README.md} describes every command.
 */
public final class EndToEnd {

    private static final String COMMANDS = "e2e, launch, memory, latency, files, jdbc, jars";
    private static final long LINES = 10_000_000;
    private static final long LAUNCH_LINES = 10_000;
    private static final long RATE = 10_000;
    private static final long SECONDS = 300;
    private static final long WARMUP_SECONDS = 30;
    private static final int FILES = 20;
    private static final long ROWS = 1_000_000;
    private static final int PARTITION = 12_500;
    private static final String CONTENDERS = "hand,spark";
    /** Spark Streaming has no sink for databases. */
    private static final String JDBC_CONTENDERS = "hand,shaduf";

    private final Path home;
    private final String[] options;
    private final String command;

    private EndToEnd(Path home, String[] args) {
        this.home = home;
        this.options = Arrays.copyOfRange(args, 1, args.length);
        this.command = "benchmarks/run " + String.join(" ", args);
    }

    /**
     * Runs one command.
     *
     * @param args its name and its options; the system property {@code benchmarks.home} names the built folder
     * @throws Exception if a contender fails, or results differ
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            throw new IllegalArgumentException("A command is needed: " + COMMANDS);
        }
        EndToEnd runner = new EndToEnd(Path.of(System.getProperty("benchmarks.home", "benchmarks")), args);
        switch (args[0]) {
            case "e2e" -> runner.throughput();
            case "launch" -> runner.launch();
            case "memory" -> runner.memory();
            case "latency" -> runner.latency();
            case "files" -> runner.files();
            case "jdbc" -> runner.jdbc();
            case "jars" -> runner.jars();
            default -> throw new IllegalArgumentException("Unknown command '" + args[0] + "': " + COMMANDS);
        }
    }

    private void throughput() throws Exception {
        Arguments arguments = parse("workload", "lines", "passes");
        Settings settings = settings(arguments);
        try (Inputs inputs = Inputs.of(settings)) {
            throughput(arguments, settings, inputs).compare();
        }
    }

    private void memory() throws Exception {
        Arguments arguments = parse("workload", "lines", "passes");
        Settings settings = settings(arguments);
        try (Inputs inputs = Inputs.of(settings)) {
            new SmallestHeap(settings, throughput(arguments, settings, inputs)).compare();
        }
    }

    private void launch() throws Exception {
        Arguments arguments = parse("lines");
        long lines = arguments.number("lines", LAUNCH_LINES);
        Settings settings = settings(arguments);
        try (Inputs inputs = Inputs.of(settings)) {
            new LaunchTime(settings, inputs, file(lines), lines).compare();
        }
    }

    private void latency() throws Exception {
        Arguments arguments = parse("batches", "rate", "seconds", "warmup");
        List<Long> intervals = Arrays.stream(arguments.text("batches").split(","))
                .map(Long::valueOf)
                .toList();
        Settings settings = settings(arguments);
        try (Inputs inputs = Inputs.of(settings)) {
            Latency latency = new Latency(
                    settings,
                    inputs,
                    file(LAUNCH_LINES),
                    arguments.number("rate", RATE),
                    arguments.number("seconds", SECONDS),
                    arguments.number("warmup", WARMUP_SECONDS));
            latency.compare(intervals);
        }
    }

    private void files() throws Exception {
        Arguments arguments = parse("lines", "files");
        long lines = arguments.number("lines", LINES);
        Path from = FileThroughput.files(file(lines), lines, arguments.integer("files", FILES));
        new FileThroughput(settings(arguments), from, lines).compare(FileThroughput.words(from));
    }

    private void jdbc() throws Exception {
        Arguments arguments = parse("rows", "partition", "databases", "modes");
        JdbcThroughput jdbc = new JdbcThroughput(
                settings(arguments, JDBC_CONTENDERS),
                arguments.number("rows", ROWS),
                arguments.integer("partition", PARTITION));
        jdbc.compare(
                List.of(arguments.text("databases", "postgresql,h2").split(",")),
                List.of(arguments.text("modes", "insert,upsert").split(",")));
    }

    private void jars() throws Exception {
        new Footprint(settings(parse())).publish();
    }

    private Throughput throughput(Arguments arguments, Settings settings, Inputs inputs) throws Exception {
        long lines = arguments.number("lines", LINES);
        Workload workload = Workload.ofThroughput(arguments.text("workload"), settings.input());
        return new Throughput(settings, workload, inputs, file(lines), lines, arguments.integer("passes", 1));
    }

    private Arguments parse(String... own) {
        Set<String> known = new HashSet<>(Settings.OPTIONS);
        known.addAll(List.of(own));
        return Arguments.parse(known, options);
    }

    private Settings settings(Arguments arguments) throws IOException {
        return settings(arguments, CONTENDERS);
    }

    private Settings settings(Arguments arguments, String contenders) throws IOException {
        return Settings.of(home, command, LineGenerator.NEEDLE, arguments, contenders);
    }

    private Path file(long lines) throws IOException {
        Path data = home.resolve("target").resolve("data");
        return LineGenerator.ensure(data.resolve("lines-" + lines + ".txt"), lines, LineGenerator.SEED);
    }
}
