// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.RecordObjectsIn;
import dev.shaduf.engine.codec.RecordObjectsOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Records of a block as bytes, in Java's serialization: what this process wrote is read by this process alone. */
final class JavaRecords {
    /** Reads them here and, as it is serializable, elsewhere. */
    static final KeptBlock.Decoder DECODER = (KeptBlock.Decoder & Serializable) JavaRecords::decode;

    private static final int RESET_EVERY = 256;

    private JavaRecords() {}

    /** Encodes each chunk for itself, so that it can be read without the others. */
    static List<ByteBuffer> encode(List<Chunk> chunks) throws IOException {
        List<ByteBuffer> parts = new ArrayList<>();
        for (Chunk chunk : chunks) {
            parts.add(encode(chunk));
        }
        return parts;
    }

    private static ByteBuffer encode(Chunk chunk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordObjectsOut out = new RecordObjectsOut(bytes)) {
            out.writeInt(chunk.size());
            for (int i = 0; i < chunk.size(); i++) {
                if (i % RESET_EVERY == 0) {
                    out.reset(); // else the stream remembers every record
                }
                out.writeUnshared(chunk.get(i));
            }
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    static Iterator<Object> decode(ByteBuffer bytes) throws IOException {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return new Reader(new RecordObjectsIn(new ByteArrayInputStream(array)));
    }

    private static final class Reader implements Iterator<Object> {
        private final ObjectInputStream in;
        private int left;

        Reader(ObjectInputStream in) throws IOException {
            this.in = in;
            this.left = in.readInt();
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Object next() {
            if (left == 0) {
                throw new NoSuchElementException("no more records in the block");
            }
            try {
                left--;
                return in.readUnshared();
            } catch (IOException e) {
                throw new UncheckedIOException("a record of a block cannot be read back", e);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("a record of a block cannot be read back: its class is gone", e);
            }
        }
    }
}
