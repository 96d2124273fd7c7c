// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Blocks of serialized records, each behind its length in four bytes, the highest first.
 *
 * @param maxBytes the longest block
 * @param classes the pattern of further classes that may be read; empty for none
 * @param <T> the type of the records
 */
public record RawFraming<T>(int maxBytes, String classes) implements Framing<T> {
    static final String HALF = "half-frames";
    static final String EMPTY = "empty-frames";

    /** A length alone makes us take this much memory; more only as bytes arrive. */
    private static final int FIRST_BYTES = 1 << 20;

    @Override
    public void read(Connection connection, Receiver<T> receiver) throws IOException {
        InputStream in = connection.in();
        byte[] header = new byte[Integer.BYTES];
        while (true) {
            int read = in.readNBytes(header, 0, header.length);
            if (read == 0) {
                return;
            }
            checkWhole(read, header.length, receiver);
            int length = ByteBuffer.wrap(header).getInt();
            if (length < 0 || length > maxBytes) {
                throw new FramingException("a frame says it is " + length + " bytes long; allowed are 0 to " + maxBytes
                        + " (max.frame.bytes). Does the peer send four bytes of length before each block?");
            }
            if (length == 0) {
                receiver.context().count(EMPTY, 1);
            } else {
                receiver.store(ByteBuffer.wrap(body(in, length, receiver)));
            }
        }
    }

    @Override
    public Iterator<T> decode(ByteBuffer block) throws IOException {
        return new RawObjects<>(block, classes);
    }

    private static byte[] body(InputStream in, int length, Receiver<?> receiver) throws IOException {
        byte[] body = new byte[Math.min(length, FIRST_BYTES)];
        int filled = 0;
        while (filled < length) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(length, 2L * body.length));
            }
            int read = in.readNBytes(body, filled, body.length - filled);
            filled += read;
            if (filled < body.length) {
                checkWhole(filled, length, receiver);
            }
        }
        return body;
    }

    private static void checkWhole(int read, int length, Receiver<?> receiver) throws FramingException {
        if (read < length) {
            receiver.context().count(HALF, 1);
            throw new FramingException("the connection ended in the middle of a frame, after " + read + " of " + length
                    + " bytes; these were not stored");
        }
    }
}
