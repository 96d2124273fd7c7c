// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that does not fit: 128 MB, or 1 GB in a soak, in a JVM whose heap would not hold two of the short ones. */
class LongLineTest {
    private static final String HEAP = "-Xmx192m";
    private static final int MEGABYTE = 1 << 20;
    private static final int LINE_MEGABYTES = Soak.ON ? 1_024 : 128;

    @TempDir
    Path temp;

    @Test
    void shouldCutTheLineAndCountIt() throws Exception {
        assertThat(run(MEGABYTE, "cut"))
                .contains("a line of 1048576 characters\n", "end\n")
                .contains("counters {cut-lines=1}, errors 0")
                .contains("threads left: []");
    }

    @Test
    void shouldRefuseTheLineAndSayHowToAllowIt() throws Exception {
        assertThat(run(MEGABYTE, "refuse"))
                .contains("a line is longer than 1048576 bytes and long lines are refused")
                .contains("raise max.line.bytes, or set long.lines=cut")
                .contains("threads left: []")
                .doesNotContain("a line of");
    }

    private String run(int longest, String mode) throws Exception {
        Path output = temp.resolve("output.txt");
        try (Peer peer = Peer.playing(LongLineTest::send)) {
            Process program = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-cp",
                            System.getProperty("java.class.path"),
                            LongLineProgram.class.getName(),
                            "" + peer.port(),
                            "" + longest,
                            mode))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                boolean ended = program.waitFor(90, TimeUnit.SECONDS);
                assertThat(ended)
                        .as("ended, having said:\n" + Files.readString(output))
                        .isTrue();
                assertThat(program.exitValue()).as(Files.readString(output)).isZero();
            } finally {
                program.destroyForcibly();
            }
        }
        return Files.readString(output);
    }

    private static void send(Socket connection) throws IOException {
        byte[] piece = new byte[MEGABYTE];
        Arrays.fill(piece, (byte) 'x');
        OutputStream out = connection.getOutputStream();
        for (int i = 0; i < LINE_MEGABYTES; i++) {
            out.write(piece);
        }
        out.write("\nend\n".getBytes(StandardCharsets.UTF_8));
        Peer.silence(connection);
    }
}
