// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.examples.FileCounts;
import dev.shaduf.spark.cluster.SparkCluster;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that tells Spark to send fewer jars than its functions need. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MissingClassesIT {
    @TempDir
    private Path temp;

    @Test
    void shouldSayWhichClassExecutorsLackAndWhatToSet() throws Exception {
        Path books = Files.createDirectory(temp.resolve("books"));
        Path output = temp.resolve("output");
        Process program = new ProcessBuilder(command(books))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            assertThat(program.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(program.exitValue()).isNotZero();
            assertThat(Files.readString(output))
                    .contains("IllegalStateException: sinkTo at FileCounts.java:")
                    .contains("needs class dev.shaduf.")
                    .contains("spark.jars has to name");
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    /** Starts a plain JVM that has everything, with a list of jars that lacks Shaduf. */
    private List<String> command(Path books) throws Exception {
        Path program = Path.of(FileCounts.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx600m"));
        SparkCluster cluster = SparkCluster.shared();
        cluster.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dspark.master=" + cluster.master());
        command.add("-Dspark.jars=" + program.toUri());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FileCounts.class.getName()));
        command.addAll(List.of(books.toString(), temp.resolve("counts").toString()));
        return command;
    }
}
