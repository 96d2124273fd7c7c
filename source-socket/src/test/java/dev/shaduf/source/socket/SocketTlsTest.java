// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static Path localhost;
    private static Path elsewhere;

    @BeforeAll
    static void makeKeys() throws Exception {
        localhost = keys("localhost");
        elsewhere = keys("example.org");
    }

    @Test
    void shouldReceiveFromAPeerThatItTrusts() throws Exception {
        try (Peer peer = peer(localhost);
                StubContext<String> context = StubContext.start(receiver(peer, localhost))) {
            await().until(() -> context.records.equals(List.of("secret line")));

            assertThat(context.errors).isEmpty();
        }
    }

    @Test
    void shouldRefuseAPeerWithAnotherName() throws Exception {
        try (Peer peer = peer(elsewhere);
                StubContext<String> context = StubContext.start(receiver(peer, elsewhere))) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.errors.get(0)).containsIgnoringCase("localhost");
            assertThat(context.records).isEmpty();
        }
    }

    @Test
    void shouldRefuseAPeerThatItDoesNotTrust() throws Exception {
        try (Peer peer = peer(localhost);
                StubContext<String> context = StubContext.start(
                        SocketReceiver.lines("localhost", peer.port()).tls().build())) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.errors.get(0)).contains("certification path");
            assertThat(context.records).isEmpty();
        }
    }

    @Test
    void shouldReportAPeerThatSpeaksNoTls() throws Exception {
        try (Peer peer = Peer.playing(Peer.sendingThenSilent("plain text\n".getBytes(UTF_8)));
                StubContext<String> context = StubContext.start(receiver(peer, localhost))) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.records).isEmpty();
        }
    }

    @Test
    void shouldReportAWrongPasswordWithoutNamingIt() throws Exception {
        try (Peer peer = peer(localhost);
                StubContext<String> context = StubContext.start(SocketReceiver.lines("localhost", peer.port())
                        .tls(localhost, "wrong-password")
                        .build())) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.errors.get(0)).doesNotContain("wrong-password");
        }
    }

    @Test
    void shouldNotWaitForeverForAHandshake() throws Exception {
        try (Peer peer = Peer.playing(
                        connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
                StubContext<String> context = StubContext.start(SocketReceiver.lines("localhost", peer.port())
                        .tls(localhost, PASSWORD)
                        .connectTimeout(Durations.milliseconds(100))
                        .build())) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.errors.get(0)).contains("timed out");
        }
    }

    private static Receiver<String> receiver(Peer peer, Path trusted) {
        return SocketReceiver.lines("localhost", peer.port())
                .tls(trusted, PASSWORD)
                .reconnect(Durations.milliseconds(5), Durations.milliseconds(50))
                .build();
    }

    private static Peer peer(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("localhost"));
        return Peer.playing(server, Peer.sendingThenSilent("secret line\n".getBytes(UTF_8)));
    }

    /** Makes a key store which holds a key of its own, and so serves as trust store too. */
    private static Path keys(String host) throws Exception {
        Path file = directory.resolve(host + ".p12");
        run(
                "-genkeypair",
                "-alias",
                "peer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        // a certificate of somebody else must be marked as trusted
        run(
                "-exportcert",
                "-alias",
                "peer",
                "-file",
                directory.resolve(host + ".cer").toString(),
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        run(
                "-importcert",
                "-noprompt",
                "-alias",
                "trusted",
                "-file",
                directory.resolve(host + ".cer").toString(),
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        return file;
    }

    private static void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }
}
