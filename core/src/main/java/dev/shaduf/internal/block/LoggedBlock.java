// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.spi.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a receiver's log says of one block.
 *
 * @param number its number
 * @param records its records; -1 where only decoding would tell
 * @param bytes its size, as estimated
 * @param form what its parts are
 * @param positions the last position of every lane, this block included
 * @param parts addresses of parts that are records of their own, or lengths of those that follow in this one
 */
record LoggedBlock(
        long number, long records, long bytes, Form form, Map<String, Position> positions, List<Long> parts) {
    /** What the parts of a block are. The order is written. */
    enum Form {
        /** Bytes that the receiver decodes, written before as records of their own. */
        WRITTEN,
        /** Records as the codecs of the program's states write them. */
        OBJECTS,
        /** Bytes that the receiver decodes. */
        BYTES
    }

    static final byte KIND = 2;

    /** Writes all but the parts that follow. */
    ByteBuffer encode() {
        ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytesOut)) {
            out.writeByte(KIND);
            out.writeLong(number);
            out.writeLong(records);
            out.writeLong(bytes);
            out.writeByte(form.ordinal());
            out.writeInt(positions.size());
            for (Position position : positions.values()) {
                out.writeUTF(position.lane());
                byte[] value = position.value().toByteArray();
                out.writeShort(value.length);
                out.write(value);
            }
            out.writeInt(parts.size());
            for (long part : parts) {
                out.writeLong(part);
            }
        } catch (IOException e) {
            throw new IllegalStateException("block " + number + " cannot be described in the log", e);
        }
        return ByteBuffer.wrap(bytesOut.toByteArray());
    }

    static LoggedBlock decode(ByteBuffer record) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(
                record.array(), record.arrayOffset() + record.position() + 1, record.remaining() - 1));
        long number = in.readLong();
        long records = in.readLong();
        long bytes = in.readLong();
        Form form = Form.values()[in.readByte()];
        Map<String, Position> positions = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String lane = in.readUTF();
            positions.put(lane, new Position(lane, new BigInteger(in.readNBytes(in.readUnsignedShort()))));
        }
        List<Long> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            parts.add(in.readLong());
        }
        return new LoggedBlock(number, records, bytes, form, positions, parts);
    }

    /** Cuts the parts that follow out of the record. */
    List<ByteBuffer> contents(ByteBuffer record) {
        long length = parts.stream().mapToLong(Long::longValue).sum();
        int from = record.limit() - Math.toIntExact(length);
        List<ByteBuffer> contents = new ArrayList<>();
        for (long part : parts) {
            contents.add(record.slice(from, (int) part));
            from += (int) part;
        }
        return contents;
    }
}
