// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.internal.block.LoggedPart.Form;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What a receiver's log says of one block: its record, in which the contents follow that were not written before.
 *
 * @param number its number
 * @param records its records; -1 where only decoding would tell
 * @param bytes its size, as estimated
 * @param positions the last position of every lane, this block included
 * @param parts its parts, in order
 */
record LoggedBlock(long number, long records, long bytes, Map<String, Position> positions, List<LoggedPart> parts) {
    static final byte KIND = 3;
    private static final long UNKNOWN = -1;

    /** Returns the addresses of those parts that were written before. */
    LongStream written() {
        return parts.stream().filter(LoggedPart::isWritten).mapToLong(LoggedPart::place);
    }

    /** Writes all but the contents that follow. */
    ByteBuffer encode() {
        ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytesOut)) {
            out.writeByte(KIND);
            out.writeLong(number);
            out.writeLong(records);
            out.writeLong(bytes);
            out.writeInt(positions.size());
            for (Position position : positions.values()) {
                out.writeUTF(position.lane());
                byte[] value = position.value().toByteArray();
                out.writeShort(value.length);
                out.write(value);
            }
            out.writeInt(parts.size());
            for (LoggedPart part : parts) {
                out.writeByte(part.form().ordinal());
                out.writeLong(part.place());
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
        Map<String, Position> positions = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String lane = in.readUTF();
            positions.put(lane, new Position(lane, new BigInteger(in.readNBytes(in.readUnsignedShort()))));
        }
        List<LoggedPart> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            parts.add(new LoggedPart(Form.values()[in.readByte()], in.readLong()));
        }
        return new LoggedBlock(number, records, bytes, positions, parts);
    }

    /** Returns what is left of it where some of what was written before is lost. */
    LoggedBlock without(Set<Long> lost) {
        if (written().noneMatch(lost::contains)) {
            return this;
        }
        List<LoggedPart> left = parts.stream()
                .filter(part -> !part.isWritten() || !lost.contains(part.place()))
                .toList();
        return new LoggedBlock(number, UNKNOWN, bytes, positions, left);
    }

    /** Tells whether some of its records were stored as objects. */
    boolean hasObjects() {
        return parts.stream().anyMatch(part -> part.form() == Form.OBJECTS);
    }

    /** Tells whether contents follow in the record. */
    boolean hasContents() {
        return parts.stream().anyMatch(part -> !part.isWritten());
    }

    /** Cuts the contents that follow out of the record: one per part, empty for those that were written before. */
    List<ByteBuffer> contents(ByteBuffer record) {
        int from = record.limit() - parts.stream().mapToInt(LoggedPart::length).sum();
        List<ByteBuffer> contents = new ArrayList<>();
        for (LoggedPart part : parts) {
            contents.add(record.slice(from, part.length()));
            from += part.length();
        }
        return contents;
    }
}
