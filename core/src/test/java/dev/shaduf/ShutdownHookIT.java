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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShutdownHookIT {
    private static final int TERMINATED = 128 + 15;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TERM, 143", "INT, 130"})
    void shouldProcessWhatWasReceivedWhenTheProcessIsToldToEnd(String signal, int status) throws Exception {
        Process program = program();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");

            send(signal, program);

            assertThat(output.lines().toList()).containsExactly("processed 500");
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(status);
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void shouldEndAfterTheTimeoutThoughABatchNeverEnds() throws Exception {
        Process program = start(List.of("-Dshaduf.stop.timeout=1s"), ShutdownProgram.class, "endless");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");

            send("TERM", program);

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(TERMINATED);
            assertThat(output.lines()).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"batch", "task"})
    void shouldNotWaitForABatchThatHasEndedTheProgram(String where) throws Exception {
        Process program = start(List.of("-Dshaduf.stop.timeout=5m"), ExitProgram.class, where);
        try {
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(ExitProgram.STATUS);
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

    private static void send(String signal, Process program) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, "" + program.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Process program(String... options) throws Exception {
        return start(List.of(options), ShutdownProgram.class);
    }

    /** A build in the background ignores Ctrl-C, and so would its children: {@code env} undoes that. */
    private static Process start(List<String> options, Class<?> main, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
