// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contenders by name, and variants of them. */
public final class Contenders {

    private static final String LANES = "lanes";
    private static final String JVM = "jvm";
    private static final int TWO_LANES = 2;
    private static final String ROOT = "dev.shaduf.benchmarks";

    /** What Spark 3.5 needs on Java 17. */
    private static final List<String> OPENED_TO_SPARK = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(Contenders::opened)
            .toList();

    /** What Flink 2 needs on Java 17. */
    private static final List<String> OPENED_TO_FLINK = Stream.of("java.lang", "java.util", "java.util.concurrent")
            .map(Contenders::opened)
            .toList();

    private final Path home;
    private final InputKind input;

    /**
     * Creates the catalogue.
     *
     * @param home the {@code benchmarks} folder, built
     * @param input where they find their lines
     */
    public Contenders(Path home, InputKind input) {
        this.home = home;
        this.input = input;
    }

    /**
     * Finds contenders.
     *
     * @param specs names joined by commas; {@code name:option=value;option=value} is a variant with options of its own,
     *     of which {@code lanes} is the number of sockets and {@code jvm} holds flags, joined by {@code +}:
     *     {@code spark,spark:lanes=1;master=local[2];jvm=-XX:+UseParallelGC+-Xmn1g}
     * @return one for each, in order
     * @throws IOException if a class path cannot be read
     */
    public List<Contender> parse(String specs) throws IOException {
        List<Contender> found = new ArrayList<>();
        for (String spec : specs.split(",")) {
            found.add(variant(spec));
        }
        return List.copyOf(found);
    }

    private Contender variant(String spec) throws IOException {
        int colon = spec.indexOf(':');
        if (colon < 0) {
            return named(spec);
        }
        JavaContender base = named(spec.substring(0, colon));
        Map<String, String> options = new LinkedHashMap<>(base.options());
        for (String option : spec.substring(colon + 1).split(";")) {
            String[] parts = option.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("Not option=value: '" + option + "' in contender '" + spec + "'");
            }
            options.put(parts[0], parts[1]);
        }
        String lanes = options.remove(LANES);
        String flags = options.remove(JVM);
        return base.with(
                spec,
                flags == null ? List.of() : List.of(flags.split("\\+(?=-)")),
                lanes == null ? base.throughputLanes() : Integer.parseInt(lanes),
                options);
    }

    private JavaContender named(String name) throws IOException {
        return switch (name) {
            case "hand" -> ours(name, input == InputKind.KAFKA ? ".hand.kafka" : ".hand", true);
            case "shaduf" -> ours(name, ".shaduf", false);
            case "spark" -> peer(name, OPENED_TO_SPARK);
            case "streams", "flink", "cluster" -> peer(name, name.equals("flink") ? OPENED_TO_FLINK : List.of());
            default ->
                throw new IllegalArgumentException("Unknown contender '" + name
                        + "': hand, shaduf, spark, streams, flink or cluster, or a variant like spark:lanes=1");
        };
    }

    private JavaContender ours(String name, String subpackage, boolean readsToEnd) throws IOException {
        String launch = input == InputKind.SOCKET ? classPath(home, "launch-classpath.txt") : classPath(home);
        return new JavaContender(
                name, classPath(home), launch, List.of(), ROOT + subpackage, TWO_LANES, readsToEnd, Map.of());
    }

    private JavaContender peer(String name, List<String> flags) throws IOException {
        String classPath = classPath(home.resolve("peer-" + name));
        // One receiver of Spark was faster than two for grep, and no slower for word count.
        return new JavaContender(name, classPath, classPath, flags, ROOT + "." + name, 1, false, Map.of());
    }

    private static String opened(String toAll) {
        return "--add-opens=java.base/" + toAll + "=ALL-UNNAMED";
    }

    /** Returns the class path of a module that was built. */
    static String classPath(Path module) throws IOException {
        return classPath(module, "classpath.txt");
    }

    private static String classPath(Path module, String file) throws IOException {
        Path target = module.resolve("target");
        Path dependencies = target.resolve(file);
        if (!Files.exists(dependencies)) {
            throw new IOException("No " + dependencies + ": run benchmarks/run build first");
        }
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(dependencies).strip();
    }
}
