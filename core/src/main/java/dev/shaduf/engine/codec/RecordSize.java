// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.function.Tuple2;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory that a record takes, by looking into it; of large collections into some of their elements. What cannot be
 * looked into, as much of the JDK, counts what it is written in if it can be written.
 */
public final class RecordSize {
    /** What a record counts that throws when it is looked at. */
    private static final long UNKNOWN = 64;

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 64;
    /** Objects looked at in one record; a record may lead to everything that the program holds. */
    private static final int MOST_OBJECTS = 4_096;

    private static final int HEADER = 16;
    private static final int REFERENCE = 4;
    /** Beyond this code, a text takes two bytes for each character. */
    private static final char LAST_NARROW = 0xFF;

    private int left = MOST_OBJECTS;

    private RecordSize() {}

    /**
     * Estimates the memory of a record. What it shares with others is counted.
     *
     * @param record the record
     * @return its bytes, more than 0
     */
    public static long of(Object record) {
        try {
            return Math.max(HEADER, new RecordSize().of(record, 0));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // A collection of the user's may fail, and an estimate is no reason to lose a record.
            return UNKNOWN;
        }
    }

    private long of(@Nullable Object object, int depth) {
        if (object == null || depth > DEEPEST || object instanceof Class<?> || object instanceof Enum<?>) {
            return 0;
        }
        if (--left < 0) {
            return 0;
        }
        if (object instanceof String text) {
            return 2L * HEADER + 8 + ofText(text);
        }
        if (object instanceof Tuple2<?, ?> pair) {
            return HEADER + 8 + of(pair._1(), depth + 1) + of(pair._2(), depth + 1);
        }
        return object.getClass().isArray() ? ofArray(object, depth) : ofHolder(object, depth);
    }

    private static long ofText(String text) {
        int looked = Math.min(text.length(), MOST_ELEMENTS);
        for (int i = 0; i < looked; i++) {
            if (text.charAt(i) > LAST_NARROW) {
                return 2L * text.length();
            }
        }
        return text.length();
    }

    private long ofHolder(Object object, int depth) {
        if (object instanceof Map<?, ?> map) {
            return 3 * HEADER + ofElements(map.entrySet(), map.size(), depth);
        }
        if (object instanceof Collection<?> elements) {
            return 2 * HEADER + ofElements(elements, elements.size(), depth);
        }
        if (object instanceof Optional<?> maybe) {
            return HEADER + of(maybe.orElse(null), depth + 1);
        }
        if (object instanceof ByteBuffer bytes) {
            return 3L * HEADER + bytes.capacity();
        }
        return ofFields(object, depth);
    }

    private long ofElements(Iterable<?> elements, int size, int depth) {
        long sum = 0;
        int seen = 0;
        for (Object element : elements) {
            if (seen == MOST_ELEMENTS || (seen > 0 && left <= 0)) {
                break;
            }
            seen++;
            sum += 2 * REFERENCE + ofElement(element, depth);
        }
        return seen == 0 ? 0 : (long) ((double) sum * size / seen);
    }

    private long ofElement(@Nullable Object element, int depth) {
        return element instanceof Map.Entry<?, ?> entry
                ? 2 * HEADER + of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1)
                : of(element, depth + 1);
    }

    private long ofArray(Object array, int depth) {
        int length = Array.getLength(array);
        return array instanceof Object[] objects
                ? HEADER + ofElements(Arrays.asList(objects), length, depth)
                : HEADER + (long) length * ObjectShape.width(array.getClass().getComponentType());
    }

    private long ofFields(Object object, int depth) {
        ObjectShape shape = ObjectShape.of(object.getClass());
        if (shape.hides() && object instanceof Serializable) {
            return Math.max(shape.bytes(), WrittenSize.of(object));
        }
        long sum = shape.bytes();
        for (Object held : shape.held(object)) {
            sum += of(held, depth + 1);
        }
        return sum;
    }
}
