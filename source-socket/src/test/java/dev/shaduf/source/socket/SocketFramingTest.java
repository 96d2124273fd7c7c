// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SocketFramingTest {
    /** Looks like any other class; its deserialization would do harm. */
    static final class Hostile implements Serializable {
        private static final long serialVersionUID = 1L;
        static volatile boolean read;

        private void readObject(java.io.ObjectInputStream in) {
            read = true;
        }
    }

    @Test
    void shouldStoreWhatAConverterYields() throws Exception {
        byte[] numbers = ByteBuffer.allocate(12).putInt(1).putInt(-2).putInt(3).array();
        try (Peer peer = Peer.playing(Peer.sendingThenSilent(numbers));
                StubContext<Integer> context = StubContext.start(numbers(peer))) {
            await().until(() -> context.records.size() == 3);

            assertThat(context.records).containsExactly(1, -2, 3);
        }
    }

    @Test
    void shouldConnectAgainWhenAConverterThrows() throws Exception {
        byte[] number = ByteBuffer.allocate(4).putInt(7).array();
        try (Peer peer = Peer.playing(Peer.sending(new byte[] {1, 2}), Peer.sendingThenSilent(number));
                StubContext<Integer> context = StubContext.start(numbers(peer))) {
            await().until(() -> context.records.size() == 1);

            assertThat(context.records).containsExactly(7);
            assertThat(context.errors).singleElement().asString().contains("half a number");
        }
    }

    @Test
    void shouldReportAConverterThatReturnsNull() throws Exception {
        try (Peer peer = Peer.playing(Peer.silent());
                StubContext<Object> context =
                        StubContext.start(SocketReceiver.framing("127.0.0.1", peer.port(), in -> null)
                                .build())) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.errors.get(0)).contains("converter returned null");
        }
    }

    @Test
    void shouldStoreEachRawFrameAsABlockThatIsDecodedLater() throws Exception {
        byte[] block = serialized(
                "text", 7, new Tuple2<>("k", List.of(1L, 2L)), new ArrayList<>(List.of(1.5)), Map.of("a", 1));
        try (Peer peer = Peer.playing(Peer.sendingThenSilent(frames(block, new byte[0], block)))) {
            Receiver<Object> receiver = raw(peer, 1_000_000);
            try (StubContext<Object> context = StubContext.start(receiver)) {
                await().until(() -> context.blocks.size() == 2);

                assertThat(context.counter("empty-frames")).isEqualTo(1);
                assertThat(all(receiver.decode(context.blocks.get(1))))
                        .containsExactly("text", 7, new Tuple2<>("k", List.of(1L, 2L)), List.of(1.5), Map.of("a", 1));
            }
        }
    }

    @Test
    void shouldTakeABlockLargerThanTheFirstPieceOfMemory() throws Exception {
        byte[] block = new byte[5_000_000];
        block[4_999_999] = 9;
        try (Peer peer = Peer.playing(Peer.sendingThenSilent(frames(block)));
                StubContext<Object> context = StubContext.start(raw(peer, 5_000_000))) {
            await().until(() -> context.blocks.size() == 1);

            assertThat(context.blocks.get(0)).isEqualTo(ByteBuffer.wrap(block));
        }
    }

    @Test
    void shouldRefuseANegativeOrHugeLengthAndConnectAgain() throws Exception {
        byte[] block = serialized("fine");
        try (Peer peer = Peer.playing(
                        Peer.sending(new byte[] {-1, -1, -1, -1, 0}),
                        Peer.sending(new byte[] {0x7F, -1, -1, -1, 0}),
                        Peer.sendingThenSilent(frames(block)));
                StubContext<Object> context = StubContext.start(raw(peer, 1_000))) {
            await().until(() -> context.blocks.size() == 1);

            assertThat(context.errors).hasSize(2);
            assertThat(context.errors.get(0)).contains("-1 bytes", "0 to 1000", "max.frame.bytes");
            assertThat(context.errors.get(1)).contains("2147483647 bytes");
        }
    }

    @Test
    void shouldCountAndReportHalfAFrame() throws Exception {
        byte[] half = ByteBuffer.allocate(7).putInt(100).array();
        try (Peer peer = Peer.playing(
                        Peer.sending(half),
                        Peer.sending(new byte[] {0, 0}),
                        Peer.sendingThenSilent(frames(serialized("x"))));
                StubContext<Object> context = StubContext.start(raw(peer, 1_000))) {
            await().until(() -> context.blocks.size() == 1);

            assertThat(context.counter("half-frames")).isEqualTo(2);
            assertThat(context.errors).hasSize(2);
            assertThat(context.errors.get(0)).contains("3 of 100 bytes", "not stored");
        }
    }

    @Test
    void shouldNotReadObjectsOfClassesThatAreNotKnownToBeHarmless() throws Exception {
        Receiver<Object> receiver = SocketReceiver.raw("127.0.0.1", 1).build();
        Iterator<Object> records = receiver.decode(ByteBuffer.wrap(serialized("a", new Hostile())));
        assertThat(records.next()).isEqualTo("a");

        assertThatThrownBy(records::next)
                .hasMessageContaining(Hostile.class.getName())
                .hasMessageContaining("raw.classes");
        Iterator<Object> hidden = receiver.decode(ByteBuffer.wrap(serialized(new ArrayList<>(List.of(new Hostile())))));
        assertThatThrownBy(hidden::next).hasMessageContaining("refused");
        assertThat(Hostile.read).isFalse();
    }

    @Test
    void shouldReadObjectsOfClassesThatTheUserAllows() throws Exception {
        record Order(String id) implements Serializable {}
        Receiver<Object> receiver = SocketReceiver.raw("127.0.0.1", 1)
                .allowClasses(Order.class.getName())
                .build();

        assertThat(all(receiver.decode(ByteBuffer.wrap(serialized(new Order("7"))))))
                .containsExactly(new Order("7"));
    }

    @Test
    void shouldRefuseStructuresThatAreTooDeep() throws Exception {
        Object deep = "bottom";
        for (int i = 0; i < 100; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Receiver<Object> receiver = SocketReceiver.raw("127.0.0.1", 1).build();
        Iterator<Object> records = receiver.decode(ByteBuffer.wrap(serialized(deep)));

        assertThatThrownBy(records::next).hasMessageContaining("refused");
    }

    @Test
    void shouldRefuseABlockThatEndsInTheMiddleOfAnObject() throws Exception {
        Receiver<Object> receiver = SocketReceiver.raw("127.0.0.1", 1).build();
        byte[] whole = serialized("a", new ArrayList<>(List.of("b", "c")));
        int first = serialized("a").length;

        for (int length = first + 1; length < whole.length; length++) {
            Iterator<Object> records = receiver.decode(ByteBuffer.wrap(whole, 0, length));
            assertThat(records.next()).isEqualTo("a");
            assertThatThrownBy(records::hasNext).hasMessageStartingWith("a raw block ");
        }
    }

    @Test
    void shouldReadBlocksOfAPeerThatForgetsWhatItHasSent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            for (String record : List.of("a", "b")) {
                out.writeObject(record);
                out.reset();
            }
        }
        Receiver<Object> receiver = SocketReceiver.raw("127.0.0.1", 1).build();

        assertThat(all(receiver.decode(ByteBuffer.wrap(bytes.toByteArray())))).containsExactly("a", "b");
    }

    @Test
    void shouldSayWhenBytesAreNoObjects() {
        Receiver<Object> receiver = SocketReceiver.raw("127.0.0.1", 1).build();

        assertThatThrownBy(() -> receiver.decode(ByteBuffer.wrap("plain text".getBytes(UTF_8))))
                .isInstanceOf(IOException.class);
    }

    private static Receiver<Integer> numbers(Peer peer) {
        return SocketReceiver.framing("127.0.0.1", peer.port(), SocketFramingTest::readNumbers)
                .reconnect(Durations.milliseconds(5), Durations.milliseconds(50))
                .build();
    }

    private static Iterable<Integer> readNumbers(InputStream in) {
        DataInputStream data = new DataInputStream(in);
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                try {
                    return data.readInt();
                } catch (EOFException e) {
                    throw new NoSuchElementException("half a number");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static Receiver<Object> raw(Peer peer, long maxBytes) {
        return SocketReceiver.raw("127.0.0.1", peer.port())
                .maxFrameBytes(maxBytes)
                .reconnect(Durations.milliseconds(5), Durations.milliseconds(50))
                .build();
    }

    private static byte[] frames(byte[]... blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            out.write(ByteBuffer.allocate(4).putInt(block.length).array());
            out.write(block);
        }
        return out.toByteArray();
    }

    private static byte[] serialized(Object... records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            for (Object record : records) {
                out.writeObject(record);
            }
        }
        return bytes.toByteArray();
    }

    private static List<Object> all(Iterator<Object> records) {
        List<Object> all = new ArrayList<>();
        records.forEachRemaining(all::add);
        return all;
    }
}
