// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFeederTest {
    @TempDir
    private Path folder;

    @Test
    void shouldServeEachLaneItsShareAsOftenAsAsked() throws Exception {
        Path file = Files.writeString(folder.resolve("lines.txt"), "one\ntwo\n");
        try (SocketFeeder feeder = new SocketFeeder(2)) {
            String[] ports = feeder.ports().split(",");
            CompletableFuture<String> first = read(ports[0]);
            CompletableFuture<String> second = read(ports[1]);
            feeder.accept();
            assertThat(feeder.send(new FullSpeedFeed(file, 2, 3), 0)).isEqualTo(24);
            feeder.close();
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("one\none\none\n");
            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("two\ntwo\ntwo\n");
        }
    }

    @Test
    void shouldRefuseASecondConnectionOfALane() throws Exception {
        try (SocketFeeder feeder = new SocketFeeder(1);
                Socket first = connect(feeder.ports())) {
            String port = feeder.ports();
            feeder.accept();
            assertThat(first.isConnected()).isTrue();
            assertThatThrownBy(() -> connect(port).close()).isInstanceOf(ConnectException.class);
        }
    }

    private static CompletableFuture<String> read(String port) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = connect(port)) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException("Reading from port " + port, e);
            }
        });
    }

    private static Socket connect(String port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }
}
