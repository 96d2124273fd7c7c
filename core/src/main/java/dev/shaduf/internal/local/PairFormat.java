// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.codec.RecordObjectsOut;
import dev.shaduf.function.Tuple2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects of the usual types in few bytes, others by Java serialization; both are read again by the same JVM.
 *
 * @param origin the operator whose records these are
 */
record PairFormat(Origin origin) {
    private static final int NULL = 0;
    private static final int PAIR = 1;
    private static final int NARROW_TEXT = 2;
    private static final int WIDE_TEXT = 3;
    private static final int INT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int TRUE = 7;
    private static final int FALSE = 8;
    private static final int OTHER = 9;

    void write(@Nullable Object object, DataOutputStream out) throws IOException {
        if (object == null) {
            out.writeByte(NULL);
        } else if (object instanceof Tuple2<?, ?> pair) {
            out.writeByte(PAIR);
            write(pair._1(), out);
            write(pair._2(), out);
        } else if (object instanceof String text) {
            writeText(text, out);
        } else if (object instanceof Integer number) {
            out.writeByte(INT);
            out.writeInt(number);
        } else if (object instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (object instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeLong(Double.doubleToRawLongBits(number));
        } else if (object instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else {
            writeOther(object, out);
        }
    }

    @Nullable
    Object read(DataInputStream in) throws Exception {
        int kind = in.readByte();
        return switch (kind) {
            case NULL -> null;
            case PAIR -> pair(in);
            case NARROW_TEXT -> new String(bytes(in), StandardCharsets.ISO_8859_1);
            case WIDE_TEXT -> wideText(in);
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case DOUBLE -> Double.longBitsToDouble(in.readLong());
            case TRUE -> true;
            case FALSE -> false;
            case OTHER ->
                RecordReader.objects(new ByteArrayInputStream(bytes(in))).readObject();
            default -> throw new IOException("a record of " + origin + " cannot be read back: its kind is " + kind);
        };
    }

    @SuppressWarnings("NullAway") // A side may be null where the user's is; nobody here looks into it.
    private Tuple2<?, ?> pair(DataInputStream in) throws Exception {
        Object first = read(in);
        return new Tuple2<>(first, read(in));
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        boolean narrow = text.chars().allMatch(c -> c < 0x100);
        out.writeByte(narrow ? NARROW_TEXT : WIDE_TEXT);
        out.writeInt(text.length());
        if (narrow) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            // As they are: a text may hold halves of characters, which an encoding would replace.
            out.writeChars(text);
        }
    }

    private static String wideText(DataInputStream in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }

    private void writeOther(Object object, DataOutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new RecordObjectsOut(bytes)) {
            objects.writeObject(object);
        } catch (IOException | RuntimeException e) {
            throw OperatorException.by(
                    origin,
                    new IllegalStateException(
                            "records of " + origin + " do not fit in memory and cannot be written to disk: " + e
                                    + "; have their class implement java.io.Serializable, or raise"
                                    + " shaduf.sort.fraction",
                            e));
        }
        out.writeByte(OTHER);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
