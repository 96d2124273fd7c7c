// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.source.socket.StubContext;
import dev.shaduf.spi.LineReader;
import dev.shaduf.spi.Receiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineFramingTest {
    private static final List<String> PIECES =
            List.of("a", "some words", "\n", "\n", "\r\n", "\r", "grün", "日本", "😀", "");

    @Test
    void shouldStoreWhatReadingLineByLineFindsAndCountTheSame() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = bytes(random);
            LineLimit limit = new LineLimit(1 + random.nextInt(60), true);

            try (StubContext<String> stored = framed(bytes, limit)) {
                AtomicLong malformed = new AtomicLong();
                assertThat(stored.records)
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(lineByLine(bytes, limit, malformed));
                assertThat(stored.counter("malformed-utf8"))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(malformed.get());
            }
        }
    }

    private static StubContext<String> framed(byte[] bytes, LineLimit limit) throws Exception {
        LineFraming framing = new LineFraming("UTF-8", limit);
        Receiver<String> receiver = new Idle(framing);
        StubContext<String> context = StubContext.start(receiver);
        framing.read(new Connection(new MemorySocket(bytes)), receiver);
        return context;
    }

    private static List<String> lineByLine(byte[] bytes, LineLimit limit, AtomicLong malformed) throws Exception {
        LineReader reader = limit.lines(new ByteArrayInputStream(bytes));
        Text text = new Text(UTF_8, (name, count) -> malformed.addAndGet(count));
        List<String> lines = new ArrayList<>();
        while (limit.next(reader)) {
            lines.add(text.decode(reader.buffer(), reader.offset(), reader.length()));
        }
        return lines;
    }

    private static byte[] bytes(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean hostile = random.nextInt(3) == 0;
        for (int i = random.nextInt(100); i > 0; i--) {
            bytes.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
            if (hostile && random.nextInt(5) == 0) {
                bytes.write(random.nextInt());
            }
        }
        return bytes.toByteArray();
    }

    /** Does nothing by itself. */
    private static final class Idle extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        private final LineFraming framing;

        Idle(LineFraming framing) {
            super(StorageLevel.MEMORY_ONLY);
            this.framing = framing;
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}

        @Override
        public Iterator<String> decode(ByteBuffer block) {
            return framing.decode(block);
        }
    }

    /** Brings bytes from memory. */
    private static final class MemorySocket extends Socket {
        private final byte[] bytes;

        MemorySocket(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
