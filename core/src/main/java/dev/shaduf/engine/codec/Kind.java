// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.List;
import java.util.stream.Stream;

/**
 * Values of the JDK, or of this library, that every version knows by a number.
 *
 * @param tag the number
 * @param types the classes whose values are written so
 * @param writer writes what follows the tag
 * @param reader reads it
 */
record Kind(int tag, List<Class<?>> types, Writer<Object> writer, Reader reader) implements Form {
    /** Arrays, what holds other values, collections. */
    private static final int FIRST_MUTABLE = 30;

    /** Writes a value. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T value, Encoder out);
    }

    /** Reads a value; what is in it as plain values or not. */
    @FunctionalInterface
    interface Reader {
        Object read(Decoder in, boolean plain);
    }

    @SuppressWarnings("unchecked")
    static <T> Kind of(int tag, Class<T> type, Writer<? super T> writer, Reader reader) {
        return new Kind(tag, List.of(type), (Writer<Object>) writer, reader);
    }

    Kind and(List<Class<?>> more) {
        return new Kind(tag, Stream.concat(types.stream(), more.stream()).toList(), writer, reader);
    }

    /** Whether nobody can change a value of this kind. */
    boolean isImmutable() {
        return tag < FIRST_MUTABLE;
    }

    @Override
    public void write(Object value, Encoder out) {
        writer.write(value, out);
    }

    Object read(Decoder in, boolean plain) {
        return reader.read(in, plain);
    }
}
