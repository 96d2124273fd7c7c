// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Durations;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketLinesTest {
    private static final long HUGE = 256L << 20;

    @Test
    void shouldStoreLinesWithEitherEndAndTheLastOneWithoutAny() throws Exception {
        List<String> lines = receive("one\ntwo\r\n\nthree\rstill three\nlast", 5);

        assertThat(lines).containsExactly("one", "two", "", "three\rstill three", "last");
    }

    @Test
    void shouldReadUtf8WhereverTheBytesAreTornApart() throws Exception {
        byte[] text = "grün\n日本語\n😀 ende\n".getBytes(UTF_8);
        Peer.Script torn = connection -> {
            connection.setTcpNoDelay(true);
            for (byte each : text) {
                connection.getOutputStream().write(each);
                connection.getOutputStream().flush();
            }
            Peer.silent().play(connection);
        };
        try (Peer peer = Peer.playing(torn);
                StubContext<String> context = StubContext.start(lines(peer).build())) {
            await().until(() -> context.records.size() == 3);

            assertThat(context.records).containsExactly("grün", "日本語", "😀 ende");
            assertThat(context.counter("malformed-utf8")).isZero();
        }
    }

    @Test
    void shouldReplaceAndCountMalformedBytesButNotThoseThatThePeerReplaced() throws Exception {
        byte[] bytes = "a\u00ff\u00fe\nsent \u00ef\u00bf\u00bd\nhalf \u00e6\u0097\n".getBytes(ISO_8859_1);
        try (Peer peer = Peer.playing(Peer.sendingThenSilent(bytes));
                StubContext<String> context = StubContext.start(lines(peer).build())) {
            await().until(() -> context.records.size() == 3);

            assertThat(context.records).containsExactly("a\uFFFD\uFFFD", "sent \uFFFD", "half \uFFFD");
            assertThat(context.counter("malformed-utf8")).isEqualTo(3);
        }
    }

    @Test
    void shouldReadAnotherCharacterSet() throws Exception {
        try (Peer peer = Peer.playing(Peer.sendingThenSilent("grün\n".getBytes(ISO_8859_1)));
                StubContext<String> context =
                        StubContext.start(lines(peer).charset(ISO_8859_1).build())) {
            await().until(() -> context.records.size() == 1);

            assertThat(context.records).containsExactly("grün");
        }
    }

    @Test
    void shouldCutALineOfManyMegabytesWithoutHoldingIt() throws Exception {
        Peer.Script huge = connection -> {
            send(connection.getOutputStream(), HUGE);
            connection.getOutputStream().write("\nnext\n".getBytes(UTF_8));
            Peer.silent().play(connection);
        };
        try (Peer peer = Peer.playing(huge);
                StubContext<String> context =
                        StubContext.start(lines(peer).cutLinesAt(1_000).build())) {
            await().atMost(60, TimeUnit.SECONDS).until(() -> context.records.size() == 2);

            assertThat(context.records).containsExactly("x".repeat(1_000), "next");
            assertThat(context.counter("cut-lines")).isEqualTo(1);
            assertThat(context.errors).isEmpty();
        }
    }

    @Test
    void shouldNotCutIntoACharacter() throws Exception {
        List<String> lines = receive("ääää\nab\n", 2, 5);

        assertThat(lines).containsExactly("ää", "ab");
    }

    @Test
    void shouldTakeALineOfJustTheLengthAllowed() throws Exception {
        String exact = "y".repeat(200_000);
        try (Peer peer = Peer.playing(Peer.sendingThenSilent((exact + "\r\n" + exact + "z\n").getBytes(UTF_8)));
                StubContext<String> context =
                        StubContext.start(lines(peer).cutLinesAt(200_000).build())) {
            await().until(() -> context.records.size() == 2);

            assertThat(context.records).containsExactly(exact, exact);
            assertThat(context.counter("cut-lines")).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseALongLineAndConnectAgain() throws Exception {
        try (Peer peer = Peer.playing(
                        connection -> send(connection.getOutputStream(), 10_000_000),
                        Peer.sendingThenSilent("fine\n".getBytes(UTF_8)));
                StubContext<String> context =
                        StubContext.start(lines(peer).refuseLinesOver(1_000_000).build())) {
            await().until(() -> context.records.size() == 1);

            assertThat(context.records).containsExactly("fine");
            assertThat(context.errors)
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + peer.port(), "longer than 1000000 bytes", "max.line.bytes");
        }
    }

    @Test
    void shouldConnectAgainAfterAnOrderlyEndWithoutReportingIt() throws Exception {
        try (Peer peer = Peer.playing(
                        Peer.sending("a\n".getBytes(UTF_8)),
                        Peer.sending("b\n".getBytes(UTF_8)),
                        Peer.sendingThenSilent("c\n".getBytes(UTF_8)));
                StubContext<String> context = StubContext.start(lines(peer).build())) {
            await().until(() -> context.records.size() == 3);

            assertThat(context.records).containsExactly("a", "b", "c");
            assertThat(context.errors).isEmpty();
        }
    }

    @Test
    void shouldConnectOncePeerIsThere() throws Exception {
        int port;
        try (Peer gone = Peer.playing(Peer.silent())) {
            port = gone.port();
        }
        try (StubContext<String> context = StubContext.start(SocketReceiver.lines("127.0.0.1", port)
                .reconnect(Durations.milliseconds(1), Durations.milliseconds(20))
                .build())) {
            await().until(() -> context.errors.size() >= 3);
            assertThat(context.errors)
                    .allSatisfy(error ->
                            assertThat(error).contains("127.0.0.1:" + port).contains("refused"));
            try (Peer peer = Peer.playing(
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()),
                    Peer.sendingThenSilent("here\n".getBytes(UTF_8)))) {
                await().until(() -> context.records.equals(List.of("here")));
            }
        }
    }

    @Test
    void shouldCountWhatAFailedConnectionLeavesOfALine() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Peer.Script reset = connection -> {
            connection.getOutputStream().write("whole\nhalf".getBytes(UTF_8));
            read.await();
            connection.setSoLinger(true, 0); // closing resets the connection
        };
        try (Peer peer = Peer.playing(reset, Peer.silent());
                StubContext<String> context = StubContext.start(lines(peer).build())) {
            await().until(() -> context.records.size() == 1);
            read.countDown();
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.records).containsExactly("whole");
            assertThat(context.counter("partial-lines")).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveUpASilentPeerOnlyWhenToldTo() throws Exception {
        try (Peer peer = Peer.playing(Peer.silent(), Peer.sendingThenSilent("a\n".getBytes(UTF_8)));
                StubContext<String> context = StubContext.start(
                        lines(peer).readTimeout(Durations.milliseconds(50)).build())) {
            await().until(() -> !context.records.isEmpty());

            assertThat(context.errors).first().asString().contains("timed out");
        }
    }

    @Test
    void shouldEndABlockedReadAndItsThreadWhenStopped() throws Exception {
        try (Peer peer = Peer.playing(Peer.sendingThenSilent("a\n".getBytes(UTF_8)))) {
            StubContext<String> context = StubContext.start(lines(peer).build());
            await().until(() -> context.records.size() == 1);
            assertThat(context.threads()).hasSize(1);

            context.close();

            assertThat(context.threads()).isEmpty();
            assertThat(context.errors).isEmpty();
        }
    }

    @Test
    void shouldEndWhileItWaitsToConnectAgain() throws Exception {
        int port;
        try (Peer gone = Peer.playing(Peer.silent())) {
            port = gone.port();
        }
        StubContext<String> context = StubContext.start(SocketReceiver.lines("127.0.0.1", port)
                .reconnect(Durations.minutes(60), Durations.minutes(60))
                .build());
        await().until(() -> !context.errors.isEmpty());

        context.close();

        assertThat(context.threads()).isEmpty();
    }

    @Test
    void shouldNotBeHeldUpByAPeerBesideIt() throws Exception {
        try (Peer dead = Peer.playing(Peer.sendingThenSilent("half a li".getBytes(UTF_8)));
                Peer fast = Peer.playing(
                        Peer.sendingThenSilent("fast\n".repeat(100_000).getBytes(UTF_8)));
                StubContext<String> slow = StubContext.start(lines(dead).build());
                StubContext<String> quick = StubContext.count(lines(fast).build())) {
            await().until(() -> quick.stored.get() == 100_000);

            assertThat(slow.records).isEmpty();
            assertThat(slow.errors).isEmpty();
        }
    }

    @Test
    void shouldPromiseAtMostOnceAndNameThePeer() {
        var receiver = SocketReceiver.lines("localhost", 9).build();

        assertThat(receiver.promise()).isEqualTo(Guarantee.AT_MOST_ONCE);
        assertThat(receiver.name()).isEqualTo("socket localhost:9");
    }

    private static List<String> receive(String sent, int lines) throws Exception {
        return receive(sent, lines, 1_000);
    }

    private static List<String> receive(String sent, int lines, int longest) throws Exception {
        try (Peer peer = Peer.playing(Peer.sending(sent.getBytes(UTF_8)), Peer.silent());
                StubContext<String> context =
                        StubContext.start(lines(peer).cutLinesAt(longest).build())) {
            await().until(() -> context.records.size() >= lines);
            assertThat(context.errors).isEmpty();
            return context.records;
        }
    }

    private static SocketReceiverBuilder<String> lines(Peer peer) {
        return SocketReceiver.lines("127.0.0.1", peer.port())
                .reconnect(Durations.milliseconds(5), Durations.milliseconds(50));
    }

    private static void send(OutputStream out, long bytes) throws Exception {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        for (long left = bytes; left > 0; left -= piece.length) {
            out.write(piece, 0, (int) Math.min(left, piece.length));
        }
    }
}
