// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SocketLinesTest {
    @Test
    void shouldReadLinesThatArriveInPieces() throws IOException {
        assertThat(read("one\ntw", "o", "\n\nthree\n")).containsExactly("one", "two", "", "three");
    }

    @Test
    void shouldReadALastLineWithoutNewline() throws IOException {
        assertThat(read("one\ntwo")).containsExactly("one", "two");
    }

    @Test
    void shouldReadNothingFromAnEmptyStream() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void shouldReadLinesLongerThanTheBuffer() throws IOException {
        String longLine = "x".repeat(1_000_000);
        assertThat(read(longLine + "\nshort\n")).containsExactly(longLine, "short");
    }

    @Test
    void shouldDecodeUtf8() throws IOException {
        assertThat(read("šaduf\nشادوف\n")).containsExactly("šaduf", "شادوف");
    }

    private static List<String> read(String... pieces) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(server, pieces));
            List<String> lines = new ArrayList<>();
            try (SocketLines input = new SocketLines("127.0.0.1", server.getLocalPort())) {
                for (String line = input.next(); line != null; line = input.next()) {
                    lines.add(line);
                }
            }
            sent.join();
            return lines;
        }
    }

    private static void send(ServerSocket server, String... pieces) {
        try (Socket client = server.accept();
                OutputStream out = client.getOutputStream()) {
            client.setTcpNoDelay(true);
            for (String piece : pieces) {
                out.write(piece.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Sending pieces", e);
        }
    }
}
