// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a command of the runner was told.
 *
 * @param home the {@code benchmarks} folder
 * @param command the command line as the user typed it
 * @param contenders who runs, in order; ratios are against each
 * @param rounds how often each contender runs
 * @param heapMegabytes the {@code -Xmx} of all
 * @param timeoutSeconds how long one run may take
 * @param needle what grep looks for
 * @param record whether to append to {@code RESULTS.md}
 * @param input where contenders find their lines
 * @param partitions of the topics that they read and write
 */
public record Settings(
        Path home,
        String command,
        List<Contender> contenders,
        int rounds,
        int heapMegabytes,
        long timeoutSeconds,
        String needle,
        boolean record,
        InputKind input,
        int partitions) {

    /** The options that {@link #of} reads. */
    public static final Set<String> OPTIONS =
            Set.of("contenders", "rounds", "heap", "timeout", "record", "input", "partitions");

    private static final int BATCH_MILLIS = 1_000;
    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 5;
    private static final int HEAP_MEGABYTES = 2_048;
    private static final long TIMEOUT_SECONDS = 600;

    /**
     * Reads settings.
     *
     * @param home the {@code benchmarks} folder
     * @param command the command line as the user typed it
     * @param needle what grep looks for
     * @param arguments the options
     * @param contenders who runs unless an option says
     * @return the settings
     * @throws IOException if a contender is not built
     */
    public static Settings of(Path home, String command, String needle, Arguments arguments, String contenders)
            throws IOException {
        InputKind input = InputKind.named(arguments.text("input", "socket"));
        return new Settings(
                home,
                command,
                new Contenders(home, input).parse(arguments.text("contenders", contenders)),
                arguments.integer("rounds", ROUNDS),
                arguments.integer("heap", HEAP_MEGABYTES),
                arguments.number("timeout", TIMEOUT_SECONDS),
                needle,
                Boolean.parseBoolean(arguments.text("record", "false")),
                input,
                arguments.integer("partitions", PARTITIONS));
    }

    Stage stage() throws IOException {
        return new Stage(logs(), timeoutSeconds);
    }

    Path logs() {
        return home.resolve("target").resolve("logs");
    }

    List<String> heapFlags() {
        return heapFlags(heapMegabytes);
    }

    static List<String> heapFlags(int megabytes) {
        return List.of("-Xmx" + megabytes + "m");
    }

    /** Returns what throughput contenders are told beside the input: one batch per second, ten when they copy; 100 words. */
    Map<String, String> throughputOptions(Workload workload) {
        int batch = workload == Workload.COPY ? KafkaClients.COMMIT_MILLIS : BATCH_MILLIS;
        return Map.of("batch", Integer.toString(batch), "needle", needle, "k", "100");
    }
}
