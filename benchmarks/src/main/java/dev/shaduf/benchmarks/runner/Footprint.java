// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How many jars a Kafka job of each contender has on its class path, and how large they are. */
public final class Footprint {

    private static final double MEGABYTE = 1e6;
    private static final int NAMED = 12;
    private static final String OURS = "shaduf-";
    /** What contenders have only to speak with the runner. */
    private static final List<String> OF_BENCHMARKS =
            List.of("shaduf-benchmarks", "HdrHistogram", "slf4j-simple", "jspecify");

    private final Settings settings;

    /**
     * Prepares a comparison.
     *
     * @param settings who is looked at
     */
    public Footprint(Settings settings) {
        this.settings = settings;
    }

    /**
     * Prints the table.
     *
     * @throws IOException if a jar cannot be looked at
     */
    public void publish() throws IOException {
        Report report = new Report(List.of("contender", "jars", "MB", "ours, jars", "ours, MB", "names"));
        for (Contender contender : settings.contenders()) {
            report.add(row(contender.name(), jars(contender)));
        }
        report.publish(settings);
    }

    /** Takes what is ours in this repository alone from the class path of a job, and from peers what the runner needs. */
    private List<Path> jars(Contender contender) throws IOException {
        return switch (contender.name()) {
            case "shaduf" -> jars(job(), List.of());
            case "hand" -> jars(job(), List.of(OURS, "jspecify"));
            default -> jars(contender.classPath(Workload.COPY), OF_BENCHMARKS);
        };
    }

    private String job() throws IOException {
        return Contenders.classPath(settings.home().resolve("kafka-job"));
    }

    private static List<Path> jars(String classPath, List<String> without) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.toString().endsWith(".jar"))
                .filter(jar -> without.stream().noneMatch(jar.getFileName().toString()::startsWith))
                .toList();
    }

    private static List<String> row(String name, List<Path> jars) throws IOException {
        List<Path> ours = jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith(OURS))
                .toList();
        String names = jars.size() > NAMED
                ? ""
                : String.join(
                        ", ",
                        jars.stream().map(jar -> jar.getFileName().toString()).toList());
        return List.of(
                name,
                Integer.toString(jars.size()),
                megabytes(jars),
                Integer.toString(ours.size()),
                megabytes(ours),
                names);
    }

    private static String megabytes(List<Path> jars) throws IOException {
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return String.format(Locale.ROOT, "%.2f", bytes / MEGABYTE);
    }
}
