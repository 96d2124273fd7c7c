// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlipTest {
    private static final long ADDRESS = 4_711;

    private final Random random = new Random(1);

    @Test
    void shouldFindABitOfTheContentWhereverItIs() {
        byte[] content = bytes(100);
        Frame frame = frame(content);
        for (int bit = 0; bit < content.length * Byte.SIZE; bit++) {
            content[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(Flip.isInContent(frame, ByteBuffer.wrap(content))).isTrue();
            content[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
    }

    @Test
    void shouldNotTakeLostBytesForABit() {
        byte[] content = bytes(100);
        Frame frame = frame(content);
        content[99] = 0; // A single byte may differ from zero by one bit.
        for (int lost = 2; lost < 50; lost++) {
            content[100 - lost] = 0;
            assertThat(Flip.isInContent(frame, ByteBuffer.wrap(content))).isFalse();
        }
    }

    @Test
    void shouldFindABitOfTheFrame() {
        ByteBuffer frame = ByteBuffer.allocate(Frame.BYTES);
        frame(bytes(100)).put(frame, ADDRESS);
        frame.flip();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            frame.put(bit / Byte.SIZE, (byte) (frame.get(bit / Byte.SIZE) ^ 1 << bit % Byte.SIZE));
            assertThat(Flip.isInFrame(frame, ADDRESS)).isTrue();
            frame.put(bit / Byte.SIZE, (byte) (frame.get(bit / Byte.SIZE) ^ 1 << bit % Byte.SIZE));
        }
        assertThat(Flip.isInFrame(ByteBuffer.allocate(Frame.BYTES), ADDRESS)).isFalse();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Frame frame(byte[] content) {
        return new Frame(content.length, false, Frame.checksum(ByteBuffer.wrap(content)));
    }
}
