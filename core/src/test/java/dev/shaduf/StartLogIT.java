// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log of a program says when it starts, in a process of its own, whose log has the level that users have. */
class StartLogIT {
    @Test
    void shouldSayThatAWindowWithAnInverseAndWithoutAFilterKeepsItsKeys() throws IOException {
        assertThat(said())
                .containsPattern("reduceByKeyAndWindow at StartLogProgram.java:\\d+ keeps every key for ever")
                .containsOnlyOnce("for ever")
                .contains("give a filterFunc");
    }

    @Test
    void shouldSayWhatEachOutputReaches() throws IOException {
        assertThat(said())
                .containsPattern("output foreachRDD at StartLogProgram.java:\\d+, uid '[^']+': at most once, because"
                        + " nothing is kept when the process ends")
                .containsPattern("output print at StartLogProgram.java:\\d+, uid '[^']+': at most once");
    }

    @Test
    void shouldSayThatAProgramWaitsForAContextThatWasNotStarted() throws IOException {
        assertThat(said("forgotten")).contains("'forgotten' has not been started; call start()");
    }

    private static String said(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                System.getProperty("java.class.path"),
                StartLogProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            program.destroyForcibly();
        }
    }
}
