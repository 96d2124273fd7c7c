// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.Segment;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a segment with a partition: {@code SHDSTATE}, the format's version as an int; then per chunk its length and its
 * CRC-32C as ints and the chunk; at the end a length of 0.
 */
final class Segments {
    private static final long MAGIC = 0x5348445354415445L;
    private static final int FORMAT = 1;
    private static final int HEAD = Long.BYTES + Integer.BYTES;
    private static final int FRAME = 2 * Integer.BYTES;
    private static final int LARGEST = (1 << 30) + (1 << 21);

    private Segments() {}

    static void begin(Segment segment) throws IOException {
        segment.append(ByteBuffer.allocate(HEAD).putLong(MAGIC).putInt(FORMAT).flip());
    }

    static void append(Segment segment, ByteBuffer chunk) throws IOException {
        CRC32C sum = new CRC32C();
        sum.update(chunk.duplicate());
        segment.append(
                ByteBuffer.allocate(FRAME)
                        .putInt(chunk.remaining())
                        .putInt((int) sum.getValue())
                        .flip(),
                chunk);
    }

    static void end(Segment segment) throws IOException {
        segment.append(ByteBuffer.allocate(FRAME));
        segment.sync();
    }

    /** Reads all chunks of a segment. */
    static void read(CheckpointStore store, String name, StateChunks into) throws Exception {
        try (InputStream opened = store.read(name, 0);
                DataInputStream in = new DataInputStream(opened)) {
            if (in.readLong() != MAGIC) {
                throw new CodecException("segment " + name + " is not that of a state");
            }
            int format = in.readInt();
            if (format != FORMAT) {
                throw new CodecException("segment " + name + " has format " + format + ", and this version reads "
                        + FORMAT + "; start the version that wrote it");
            }
            boolean more = true;
            while (more) {
                more = chunk(name, in, into);
            }
        } catch (EOFException e) {
            throw new CodecException("segment " + name + " ends before its end; it is damaged", e);
        }
    }

    private static boolean chunk(String name, DataInputStream in, StateChunks into) throws Exception {
        int length = in.readInt();
        int expected = in.readInt();
        if (length == 0) {
            return false;
        }
        byte[] chunk = length < 0 || length > LARGEST ? new byte[0] : in.readNBytes(length);
        CRC32C sum = new CRC32C();
        sum.update(chunk);
        if (chunk.length != length || (int) sum.getValue() != expected) {
            throw new CodecException("segment " + name + " holds a piece of " + length
                    + " bytes whose checksum does not fit; it is damaged");
        }
        into.take(ByteBuffer.wrap(chunk));
        return true;
    }
}
