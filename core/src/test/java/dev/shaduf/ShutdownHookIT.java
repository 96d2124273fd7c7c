// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownHookIT {
    private static final int TERMINATED = 128 + 15;

    @Test
    void shouldProcessWhatWasReceivedWhenTerminated() throws Exception {
        Process program = program();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");

            program.toHandle().destroy();

            assertThat(output.lines().toList()).containsExactly("processed 500");
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(TERMINATED);
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void shouldEndAtOnceWhenTheProgramDoesNotWantAGracefulStop() throws Exception {
        Process program = program("-Dshaduf.stop.on.shutdown=false");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");

            program.toHandle().destroy();

            assertThat(output.lines()).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    private static Process program(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ShutdownProgram.class.getName()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
