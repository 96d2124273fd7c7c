// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.CheckpointStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint directory that another process owns. */
class TwoProcessesIT {
    @TempDir
    Path directory;

    private Process owner;
    private BufferedReader said;

    @BeforeEach
    void startOwner() throws IOException {
        owner = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerOfDirectory.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        said = new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8));
        assertThat(said.readLine()).isEqualTo("owns 1");
        assertThat(told("a")).isEqualTo("written");
    }

    @AfterEach
    void endOwner() throws Exception {
        owner.destroyForcibly().waitFor();
        said.close();
    }

    @Test
    void shouldBeRefusedWhileTheFirstLivesAndTakenOverWhenItDies() throws Exception {
        try (CheckpointStore second = store()) {
            assertThatThrownBy(() -> second.acquire("second"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by 'first'")
                    .hasMessageContaining("process " + owner.pid());

            owner.destroyForcibly().waitFor();

            assertThat(second.acquire("second")).isEqualTo(2);
            assertThat(lines(second)).isEqualTo("a");
        }
    }

    @Test
    void shouldFenceAProcessThatWasPausedAndReplaced() throws Exception {
        signal("STOP");
        Files.delete(directory.resolve(DirectoryOwner.LOCK));
        try (CheckpointStore second = store()) {
            assertThat(second.acquire("second")).isEqualTo(2);

            signal("CONT");

            assertThat(told("b")).isEqualTo("FencedException");
            assertThat(lines(second)).isEqualTo("a");
        }
    }

    private CheckpointStore store() throws IOException {
        return new LocalCheckpointStoreProvider().open(directory.toUri());
    }

    private String told(String line) throws IOException {
        owner.getOutputStream().write((line + "\n").getBytes(UTF_8));
        owner.getOutputStream().flush();
        return said.readLine();
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + owner.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static String lines(CheckpointStore store) throws IOException {
        try (InputStream in = store.read("lines/1", 0)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
