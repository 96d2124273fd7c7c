// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A state of 250 MB in a JVM of 64 MB. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BeyondTheHeapTest {
    @TempDir
    Path temp;

    @Test
    void shouldHoldAStateFarLargerThanTheHeap() throws Exception {
        String said = run("disk");
        assertThat(said).contains("keys 125000, wrong 0", "expired 125000", "left 0 files");
    }

    @Test
    void shouldNotHaveRoomForItInTheHeap() throws Exception {
        assertThat(run("heap")).contains("OutOfMemoryError").doesNotContain("keys");
    }

    private String run(String store) throws Exception {
        Path output = temp.resolve("output.txt");
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeStateProgram.class.getName(),
                        store,
                        Files.createDirectories(temp.resolve("local")).toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(program.waitFor(4, TimeUnit.MINUTES))
                    .as("ended, having said:\n" + Files.readString(output))
                    .isTrue();
        } finally {
            program.destroyForcibly();
        }
        return Files.readString(output);
    }
}
