// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Rows in the binary format of PostgreSQL's {@code COPY}. Not safe for use by several threads. */
final class BinaryRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FIRST_ROW_BYTES = 64;
    /** Several parts that take more go one by one. */
    private static final int MOST_BYTES_OF_PARTS = 1 << 26;

    private static final int NULL = -1;
    private static final short END = -1;

    private ByteBuffer buffer;

    private BinaryRows(int capacity) {
        this.buffer = ByteBuffer.allocate(capacity);
    }

    /** Writes rows; empty if some value has no binary form, or if they are too many for one copy. */
    static Optional<BinaryRows> of(BinaryForm[] forms, List<List<Row>> parts) {
        BinaryRows stream =
                new BinaryRows(SIGNATURE.length + Long.BYTES + parts.get(0).size() * FIRST_ROW_BYTES * parts.size());
        stream.room(SIGNATURE.length + Long.BYTES).put(SIGNATURE).putLong(0);
        for (List<Row> part : parts) {
            for (Row row : part) {
                if (!stream.add(forms, row)) {
                    return Optional.empty();
                }
            }
            if (parts.size() > 1 && stream.buffer.position() > MOST_BYTES_OF_PARTS) {
                return Optional.empty();
            }
        }
        stream.room(Short.BYTES).putShort(END);
        return Optional.of(stream);
    }

    private boolean add(BinaryForm[] forms, Row row) {
        room(Short.BYTES).putShort((short) forms.length);
        for (int i = 0; i < forms.length; i++) {
            Object value = row.values()[i];
            if (value == null) {
                room(Integer.BYTES).putInt(NULL);
            } else if (!forms[i].write(value, this)) {
                return false;
            }
        }
        return true;
    }

    /** Where a value of so many bytes goes, after its length. */
    ByteBuffer value(int length) {
        return room(Integer.BYTES + length).putInt(length);
    }

    boolean text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        value(bytes.length).put(bytes);
        return true;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int wanted = Math.max(Math.addExact(buffer.position(), bytes), (int)
                    Math.min(Integer.MAX_VALUE - Long.BYTES, 2L * buffer.capacity()));
            buffer = ByteBuffer.allocate(wanted).put(buffer.flip());
        }
        return buffer;
    }

    InputStream bytes() {
        return new ByteArrayInputStream(buffer.array(), 0, buffer.position());
    }
}
