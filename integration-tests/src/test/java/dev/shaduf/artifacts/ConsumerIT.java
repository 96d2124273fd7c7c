// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build outside the tree imports the BOM, compiles against the artifacts and runs, as a user's build does. */
class ConsumerIT {
    private static final String VERSION = System.getProperty("test.project.version");

    @TempDir
    Path temp;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void shouldBeConsumedByABuildOutsideTheTree() throws Exception {
        StagedRepository staged = StagedRepository.stage(temp.resolve("staged"), VERSION);
        Path project = copy(Path.of("src/test/resources/consumer"), temp.resolve("consumer"));
        // Maven takes the next folder above that has a .mvn for the root of the build.
        Files.createDirectory(project.resolve(".mvn"));

        Path output = temp.resolve("output.txt");
        int status = run(project, output, mavenCommand(staged));

        String text = Files.readString(output);
        assertThat(status).as(text).isZero();
        assertThat(text).contains("counted words");
        for (String name :
                List.of("dev.shaduf", "dev.shaduf.source.socket", "dev.shaduf.sink.file", "dev.shaduf.testkit")) {
            assertThat(text).contains("consumed " + name + " from " + localRepository());
        }
    }

    @Test
    void shouldNameTheArtifactThatWasNotBuilt() {
        assertThatThrownBy(() -> StagedRepository.stage(temp.resolve("staged"), "0.0-none"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("shaduf-core-0.0-none.jar", "-am");
    }

    /**
     * Properties of the command line reach the consumer's tests, so none begins with {@code shaduf.}: it would be a setting.
     * The artifacts of others come from this build's own repository, ours from the staged one into a fresh one.
     */
    private List<String> mavenCommand(StagedRepository staged) {
        String script = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        return List.of(
                Path.of(System.getProperty("test.maven.home"), "bin", script).toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + localRepository(),
                "-Dmaven.repo.local.tail=" + System.getProperty("test.local.repository"),
                "-Dtested.repository=" + staged.root().toUri(),
                "-Dtested.version=" + VERSION,
                versionOf("compiler-plugin"),
                versionOf("resources-plugin"),
                versionOf("surefire"),
                "test");
    }

    private static String versionOf(String plugin) {
        String property = plugin + ".version";
        return "-D" + property + "=" + System.getProperty("test." + property);
    }

    private Path localRepository() {
        return temp.resolve("local");
    }

    private static int run(Path folder, Path output, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(
                        "No end of " + command + " after 5 minutes:\n" + Files.readString(output));
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }
}
