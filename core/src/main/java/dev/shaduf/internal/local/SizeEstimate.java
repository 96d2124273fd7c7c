// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.function.Tuple2;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory of records, by looking into some of them: all of the first, then one of many. What is shared
 * between records is counted for each.
 */
final class SizeEstimate {
    private static final int LOOKED_AT_FIRST = 32;
    private static final int LOOKED_AT_THEN = 64;
    private static final int DEEPEST = 8;
    private static final int MOST_ELEMENTS = 64;
    private static final int HEADER = 16;
    private static final int REFERENCE = 4;
    private static final ClassValue<Field[]> FIELDS = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return references(type);
        }
    };

    private long records;
    private long looked;
    private long bytes;

    void add(Object record) {
        if (records < LOOKED_AT_FIRST || records % LOOKED_AT_THEN == 0) {
            looked++;
            bytes += REFERENCE + of(record, 0);
        }
        records++;
    }

    long bytes() {
        return looked == 0 ? 0 : (long) ((double) bytes / looked * records);
    }

    static long of(@Nullable Object object, int depth) {
        if (object == null || depth > DEEPEST || object instanceof Class<?> || object instanceof Enum<?>) {
            return 0;
        }
        if (object instanceof String text) {
            return 2L * HEADER + 8 + text.length();
        }
        if (object instanceof Number || object instanceof Boolean || object instanceof Character) {
            return HEADER;
        }
        if (object instanceof Tuple2<?, ?> pair) {
            return HEADER + 8 + of(pair._1(), depth + 1) + of(pair._2(), depth + 1);
        }
        if (object instanceof Map<?, ?> map) {
            return 3 * HEADER + ofElements(map.entrySet(), map.size(), depth);
        }
        if (object instanceof Collection<?> elements) {
            return 2 * HEADER + ofElements(elements, elements.size(), depth);
        }
        return object.getClass().isArray() ? ofArray(object, depth) : ofFields(object, depth);
    }

    private static long ofElements(Iterable<?> elements, int size, int depth) {
        long sum = 0;
        int seen = 0;
        for (Object element : elements) {
            if (seen == MOST_ELEMENTS) {
                break;
            }
            seen++;
            sum += 2 * REFERENCE + ofElement(element, depth);
        }
        return seen == 0 ? 0 : sum * size / seen;
    }

    private static long ofElement(Object element, int depth) {
        return element instanceof Map.Entry<?, ?> entry
                ? 2 * HEADER + of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1)
                : of(element, depth + 1);
    }

    private static long ofArray(Object array, int depth) {
        int length = Array.getLength(array);
        if (array instanceof Object[] objects) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
                elements.add(objects[i]);
            }
            return HEADER + ofElements(elements, length, depth);
        }
        return HEADER + (long) length * width(array.getClass().getComponentType());
    }

    private static int width(Class<?> primitive) {
        if (primitive == long.class || primitive == double.class) {
            return Long.BYTES;
        }
        if (primitive == int.class || primitive == float.class) {
            return Integer.BYTES;
        }
        return primitive == short.class || primitive == char.class ? Short.BYTES : 1;
    }

    private static long ofFields(Object object, int depth) {
        Field[] fields = FIELDS.get(object.getClass());
        long sum = HEADER + 8L * fields.length;
        for (Field field : fields) {
            try {
                sum += of(field.get(object), depth + 1);
            } catch (IllegalAccessException e) {
                sum += HEADER;
            }
        }
        return sum;
    }

    private static Field[] references(Class<?> type) {
        List<Field> found = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean reference = !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive();
                if (reference && field.trySetAccessible()) {
                    found.add(field);
                }
            }
        }
        return found.toArray(Field[]::new);
    }
}
