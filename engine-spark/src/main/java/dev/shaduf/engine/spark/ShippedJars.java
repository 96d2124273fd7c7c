// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What executors need of this JVM's class path: everything but what an installation of Spark brings itself. Folders with classes
 * become jars.
 */
final class ShippedJars {
    private static final Pattern JAR = Pattern.compile("(.+?)(?:-\\d[^/]*)?\\.jar");

    private ShippedJars() {}

    static List<String> ofClassPath() {
        try {
            return of(System.getProperty("java.class.path"), brought());
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be made ready for executors; set spark.jars", e);
        }
    }

    static List<String> of(String classPath, Set<String> brought) throws IOException {
        Map<Path, String> jars = new LinkedHashMap<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            add(Path.of(entry).toAbsolutePath().normalize(), brought, jars);
        }
        return List.copyOf(jars.values());
    }

    /** Adds an entry and what it lists, each once: jars may list one another. */
    private static void add(Path entry, Set<String> brought, Map<Path, String> jars) throws IOException {
        if (jars.containsKey(entry)) {
            return;
        }
        if (Files.isDirectory(entry)) {
            jars.put(entry, packed(entry).toUri().toString());
        } else if (Files.isRegularFile(entry) && !brought.contains(artifact(entry))) {
            jars.put(entry, entry.toUri().toString());
            for (Path further : listed(entry)) {
                add(further.normalize(), brought, jars);
            }
        }
    }

    /** Returns the name of a jar without its version. */
    static String artifact(Path jar) {
        Matcher name = JAR.matcher(String.valueOf(jar.getFileName()));
        return name.matches() ? name.group(1) : "";
    }

    /** Returns the jars that a jar without classes of its own stands for. */
    private static List<Path> listed(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return classPath == null
                    ? List.of()
                    : Stream.of(classPath.split(" "))
                            .filter(text -> !text.isEmpty())
                            .map(text -> Path.of(jar.toUri().resolve(text)))
                            .toList();
        }
    }

    private static Path packed(Path folder) throws IOException {
        Path jar = Files.createTempFile("shaduf-classes-", ".jar");
        jar.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                entries.putNextEntry(new ZipEntry(name));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    /** Lists the artifacts that an installation of Spark brings. */
    static Set<String> brought() throws IOException {
        try (InputStream in = ShippedJars.class.getResourceAsStream("brought-by-spark.txt")) {
            if (in == null) {
                throw new IOException("brought-by-spark.txt is missing from this artifact");
            }
            return new String(in.readAllBytes(), UTF_8).lines().collect(Collectors.toSet());
        }
    }
}
