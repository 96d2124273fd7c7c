// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The directory of an installation of Spark, made of links to the jars of the build.
 *
 * @param directory the directory
 */
record SparkHome(Path directory) {

    /** Makes the directory. */
    static SparkHome create() throws IOException {
        Path directory = Files.createTempDirectory("shaduf-spark");
        Path jars = Files.createDirectory(directory.resolve("jars"));
        for (String jar : classPath()) {
            Path file = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
        }
        return new SparkHome(directory);
    }

    /** Starts a main class of Spark with a small heap; its output goes to a file of the given name. */
    Process run(String log, String type, List<String> arguments) throws IOException {
        return run(log, "256m", type, arguments);
    }

    /** Starts a main class of Spark; its output goes to a file of the given name. */
    Process run(String log, String heap, String type, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                own() + File.pathSeparator + directory.resolve("jars") + File.separator + "*"));
        command.addAll(openModules());
        command.add(SparkProcess.class.getName());
        command.add(type);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log(log).toFile()));
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        directory.toString(),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        return builder.start();
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    void delete() {
        deleteAll(directory);
    }

    /** What Spark needs of the JDK, more of it in the line before the current one. */
    private static List<String> openModules() {
        List<String> packages = List.of(
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
                "sun.util.calendar");
        return packages.stream()
                .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                .toList();
    }

    private static String own() {
        return SparkHome.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    private static String[] classPath() throws IOException {
        try (InputStream in = SparkHome.class.getResourceAsStream("spark.classpath")) {
            if (in == null) {
                throw new IOException("the class path of Spark is missing: build the module spark-cluster with Maven");
            }
            return new String(in.readAllBytes(), UTF_8).trim().split(File.pathSeparator);
        }
    }

    private static void deleteAll(Path root) {
        if (!Files.isSymbolicLink(root)) {
            File[] children = root.toFile().listFiles();
            if (children != null) {
                for (File child : children) {
                    deleteAll(child.toPath());
                }
            }
        }
        root.toFile().delete();
    }
}
