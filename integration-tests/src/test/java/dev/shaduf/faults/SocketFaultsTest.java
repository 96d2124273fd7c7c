// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.source.socket.SocketReceiver;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Peers that send what they should not, or nothing. */
@ExtendWith(NoThreadLeft.class)
class SocketFaultsTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void shouldReplaceAndCountMalformedUtf8() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8("gr\u00fcn\n"));
        bytes.writeBytes(new byte[] {'a', (byte) 0xC3, '(', '\n', (byte) 0xFF, '\n'});
        bytes.writeBytes(utf8("end\n"));
        try (Peer peer = Peer.sending(bytes.toByteArray());
                StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<String> lines = harness.collect(harness.context().socketTextStream(HOST, peer.port()));

            harness.start();
            awaitInput(harness, input -> input.backlogRecords() == 4);
            harness.runBatches(1);

            assertThat(lines.records()).containsExactly("gr\u00fcn", "a\uFFFD(", "\uFFFD", "end");
            assertThat(input(harness).counters()).containsEntry("malformed-utf8", 2L);
        }
    }

    @Test
    void shouldGoOnWithBatchesWhileAPeerSendsNothing() throws Exception {
        try (Peer silent = Peer.sending();
                Peer talking = Peer.sending(utf8("one\n"));
                StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<String> lines = harness.collect(harness.context()
                    .union(
                            harness.context().socketTextStream(HOST, silent.port()),
                            harness.context().socketTextStream(HOST, talking.port())));

            harness.start();
            await().until(() -> harness.status().inputs().get(1).backlogRecords() == 1);
            harness.runBatches(3);

            assertThat(lines.batches()).hasSize(3);
            assertThat(lines.records()).containsExactly("one");
        }
    }

    @Test
    void shouldReportAPeerThatIsSilentForLongerThanAllowed() throws Exception {
        try (Peer peer = Peer.sending();
                StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context()
                    .receiverStream(SocketReceiver.lines(HOST, peer.port())
                            .readTimeout(Durations.milliseconds(20))
                            .reconnect(Durations.milliseconds(1), Durations.milliseconds(10))
                            .build()));

            harness.start();
            awaitInput(harness, input -> input.errors() >= 2);

            assertThat(receiver(harness).lastErrorMessage())
                    .contains(HOST + ":" + peer.port(), "next attempt in", "timed out");
        }
    }

    @Test
    void shouldCountAndReportHalfAFrame() throws Exception {
        try (Peer peer = Peer.playing(connection -> connection.getOutputStream().write(frame(100, 10)));
                StreamHarness harness = StreamHarness.local(2)) {
            CollectingSink<Object> records = harness.collect(harness.context().rawSocketStream(HOST, peer.port()));

            harness.start();
            awaitInput(harness, input -> input.counters().getOrDefault("half-frames", 0L) >= 1 && input.errors() >= 1);
            harness.runBatches(1);

            assertThat(receiver(harness).lastErrorMessage()).contains("after 10 of 100 bytes", "not stored");
            assertThat(records.records()).isEmpty();
        }
    }

    @Test
    void shouldStopWhileHalfAFrameIsAwaited() throws Exception {
        try (Peer peer = Peer.sending(frame(100, 10));
                StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context().rawSocketStream(HOST, peer.port()));

            harness.runBatches(2);
            harness.context().stop(true, true);

            assertThat(harness.status().stopReport())
                    .hasValueSatisfying(
                            report -> assertThat(report.unfinished()).isEmpty());
        }
    }

    @Test
    void shouldRefuseANegativeFrameLength() throws Exception {
        assertRefused(-5, "a frame says it is -5 bytes long", "allowed are 0 to 67108864 (max.frame.bytes)");
    }

    @Test
    void shouldRefuseAHugeFrameLengthWithoutTakingTheMemory() throws Exception {
        assertRefused(
                Integer.MAX_VALUE,
                "a frame says it is 2147483647 bytes long",
                "four bytes of length before each block?");
    }

    @Test
    void shouldReportAPeerThatIsNotThere() throws Exception {
        int port;
        try (Peer gone = Peer.sending()) {
            port = gone.port();
        }
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context().socketTextStream(HOST, port));

            harness.runBatches(1);
            awaitInput(harness, input -> input.errors() >= 1);

            assertThat(receiver(harness).lastErrorMessage()).contains(HOST + ":" + port, "refused", "next attempt in");
        }
    }

    private static void assertRefused(int length, String... said) throws Exception {
        try (Peer peer = Peer.playing(connection -> {
                    connection.getOutputStream().write(frame(length, 0));
                    Peer.silence(connection);
                });
                StreamHarness harness = StreamHarness.local(2)) {
            harness.collect(harness.context().rawSocketStream(HOST, peer.port()));

            harness.start();
            awaitInput(harness, input -> input.errors() >= 1);
            harness.runBatches(1);

            assertThat(receiver(harness).lastErrorMessage()).contains(said);
            assertThat(receiver(harness).name()).contains("socket " + HOST + ":" + peer.port());
        }
    }

    private static void awaitInput(StreamHarness harness, Predicate<InputStatus> condition) {
        await().until(() -> input(harness), condition::test);
    }

    private static InputStatus input(StreamHarness harness) {
        return harness.status().inputs().get(0);
    }

    private static ReceiverInfo receiver(StreamHarness harness) {
        return harness.status().receivers().get(0);
    }

    private static byte[] frame(int length, int bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes).putInt(length).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
