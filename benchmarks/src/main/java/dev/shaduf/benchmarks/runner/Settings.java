// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Arguments;
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
 */
public record Settings(
        Path home,
        String command,
        List<Contender> contenders,
        int rounds,
        int heapMegabytes,
        long timeoutSeconds,
        String needle,
        boolean record) {

    /** The options that {@link #of} reads. */
    public static final Set<String> OPTIONS = Set.of("contenders", "rounds", "heap", "timeout", "record");

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
     * @return the settings
     * @throws IOException if a contender is not built
     */
    public static Settings of(Path home, String command, String needle, Arguments arguments) throws IOException {
        return new Settings(
                home,
                command,
                new Contenders(home).parse(arguments.text("contenders", "hand,spark")),
                arguments.integer("rounds", ROUNDS),
                arguments.integer("heap", HEAP_MEGABYTES),
                arguments.number("timeout", TIMEOUT_SECONDS),
                needle,
                Boolean.parseBoolean(arguments.text("record", "false")));
    }

    Stage stage() throws IOException {
        return new Stage(home.resolve("target").resolve("logs"), timeoutSeconds);
    }

    List<String> heapFlags() {
        return heapFlags(heapMegabytes);
    }

    static List<String> heapFlags(int megabytes) {
        return List.of("-Xmx" + megabytes + "m");
    }

    /** Returns what throughput contenders are told beside host, ports and lines: one batch per second, 100 words. */
    Map<String, String> throughputOptions() {
        return Map.of("batch", "1000", "needle", needle, "k", "100");
    }
}
