// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code ./shaduf} in a clone where nothing has been built, with a build and a Java that only say what they do. */
class ShadufCommandTest {
    @TempDir
    Path clone;

    @BeforeEach
    void cloneSources() throws IOException {
        Files.copy(Path.of("../shaduf"), clone.resolve("shaduf"));
        Files.writeString(clone.resolve("pom.xml"), "");
        Files.createDirectories(clone.resolve("core/src/main"));
        script("mvnw", "mkdir -p examples/target/lib", "touch examples/target/shaduf-examples-1.jar");
        script("jdk/bin/java", "echo ran \"$@\"");
    }

    @Test
    void shouldBuildWhatIsMissingAndRunTheDemo() throws Exception {
        assertThat(shaduf("demo", "--lines", "5"))
                .contains("Building", "shaduf-examples-1.jar dev.shaduf.examples.accesslog.Demo --lines 5");
    }

    @Test
    void shouldNotBuildAgainWhatIsThere() throws Exception {
        shaduf("demo");

        assertThat(shaduf("demo")).doesNotContain("Building").contains("accesslog.Demo");
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws Exception {
        shaduf("demo");
        Path source = Files.writeString(clone.resolve("core/src/main/A.java"), "");
        Files.setLastModifiedTime(
                source, FileTime.fromMillis(System.currentTimeMillis() + TimeUnit.MINUTES.toMillis(1)));

        assertThat(shaduf("demo")).contains("Building");
    }

    @Test
    void shouldSayHowItIsUsedWhenItIsAskedForNothingItKnows() throws Exception {
        assertThat(shaduf("dmeo")).contains("usage: ./shaduf demo");
    }

    private String shaduf(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "shaduf"));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", clone.resolve("jdk").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private void script(String name, String... lines) throws IOException {
        Path file = clone.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
