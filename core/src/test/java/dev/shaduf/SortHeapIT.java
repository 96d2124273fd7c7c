// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SortHeapIT {
    private static final boolean SOAK = Boolean.getBoolean("test.soak");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldSortMorePairsThanTheHeapHolds() throws Exception {
        int pairs = SOAK ? 10_000_000 : 1_000_000;
        String heap = SOAK ? "512m" : "48m";
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SortProgram.class.getName(),
                        String.valueOf(pairs))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).contains("sorted " + pairs + " of " + pairs);
        } finally {
            program.destroyForcibly();
        }
    }
}
