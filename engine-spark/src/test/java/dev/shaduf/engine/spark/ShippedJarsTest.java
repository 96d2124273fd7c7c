// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedJarsTest {
    @TempDir
    Path temp;

    @Test
    void shouldShipOurJarsAndNoneOfSparks() throws Exception {
        Path ours = jar("shaduf-core-0.1.0-SNAPSHOT.jar", "");
        Path sparks = jar("spark-core_2.13-4.2.0.jar", "");

        assertThat(ShippedJars.of(ours + File.pathSeparator + sparks, Set.of("spark-core_2.13")))
                .containsExactly(ours.toUri().toString());
    }

    @Test
    void shouldShipWhatAJarOfNamesStandsFor() throws Exception {
        Path ours = jar("ours-1.jar", "");
        Path names = jar("names.jar", "ours-1.jar gone.jar");

        assertThat(ShippedJars.of(names.toString(), Set.of()))
                .containsExactly(names.toUri().toString(), ours.toUri().toString());
    }

    @Test
    void shouldShipOnceWhatJarsNameInACircle() throws Exception {
        Path one = jar("one.jar", "two.jar one.jar");
        Path two = jar("two.jar", "one.jar");

        assertThat(ShippedJars.of(one + File.pathSeparator + two, Set.of()))
                .containsExactly(one.toUri().toString(), two.toUri().toString());
    }

    @Test
    void shouldPackFolders() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("classes/dev"));
        Files.writeString(folder.resolve("Thing.class"), "x");

        List<String> shipped = ShippedJars.of(temp.resolve("classes").toString(), Set.of());

        try (JarFile jar = new JarFile(Path.of(URI.create(shipped.get(0))).toFile())) {
            assertThat(jar.getEntry("dev/Thing.class")).isNotNull();
        }
    }

    @Test
    void shouldKnowWhatSparkBringsWithTheVersionOfTheBuild() throws Exception {
        List<String> ofSpark = List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(entry -> entry.contains("spark") && entry.endsWith(".jar") && !entry.contains("shaduf"))
                .map(entry -> ShippedJars.artifact(Path.of(entry)))
                .toList();

        assertThat(ofSpark).isNotEmpty();
        assertThat(ShippedJars.brought()).containsAll(ofSpark);
    }

    private Path jar(String name, String classPath) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path jar = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
