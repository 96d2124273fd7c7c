// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Stage;
import dev.shaduf.engine.codec.RecordObjectsIn;
import dev.shaduf.engine.codec.RecordObjectsOut;
import dev.shaduf.function.Tuple2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes between JVMs of one application: what pairs and counts are made of by a tag and its value, everything
 * else by Java serialization.
 */
final class Wire {
    private static final int NULL = 0;
    private static final int OBJECT = 1;
    private static final int STRING = 2;
    private static final int INTEGER = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int PAIR = 6;
    private static final int LONGEST_STRING = 20_000;

    private Wire() {}

    /** Encodes records. */
    static byte[] write(@Nullable Object[] records, int from, int to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new RecordObjectsOut(bytes)) {
            for (int i = from; i < to; i++) {
                write(out, records[i]);
            }
        }
        return bytes.toByteArray();
    }

    /** Decodes records into a stage, as far as it wants them. */
    static void read(byte[] bytes, int count, Stage into) throws Exception {
        try (ObjectInputStream in = open(bytes)) {
            for (int i = 0; i < count && !into.satisfied(); i++) {
                into.push(read(in));
            }
        }
    }

    /** Decodes records. */
    static Object[] read(byte[] bytes, int count) throws IOException, ClassNotFoundException {
        Object[] records = new Object[count];
        try (ObjectInputStream in = open(bytes)) {
            for (int i = 0; i < count; i++) {
                records[i] = read(in);
            }
        }
        return records;
    }

    /** Encodes one object, such as the result of a task. */
    static byte[] write(@Nullable Object object) throws IOException {
        return write(new @Nullable Object[] {object}, 0, 1);
    }

    /** Decodes one object. */
    static @Nullable Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = open(bytes)) {
            return read(in);
        }
    }

    private static void write(ObjectOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof String text && text.length() <= LONGEST_STRING) {
            out.writeByte(STRING);
            out.writeUTF(text);
        } else if (value instanceof Integer number) {
            out.writeByte(INTEGER);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof Tuple2<?, ?> pair) {
            out.writeByte(PAIR);
            write(out, pair._1());
            write(out, pair._2());
        } else {
            out.writeByte(OBJECT);
            out.writeObject(value);
        }
    }

    @SuppressWarnings("NullAway") // A part of a pair may be null where the program's is.
    private static Object read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        return switch (in.readByte()) {
            case NULL -> null;
            case STRING -> in.readUTF();
            case INTEGER -> in.readInt();
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case PAIR -> new Tuple2<>(read(in), read(in));
            default -> in.readObject();
        };
    }

    private static ObjectInputStream open(byte[] bytes) throws IOException {
        return new RecordObjectsIn(new ByteArrayInputStream(bytes));
    }
}
