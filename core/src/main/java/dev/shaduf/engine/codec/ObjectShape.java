// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the objects of a class.
 *
 * @param bytes the memory of one, without what it refers to
 * @param references the fields that can be read and refer to something
 * @param hides whether some that refer to something cannot be read
 */
record ObjectShape(long bytes, List<Field> references, boolean hides) {
    private static final int HEADER = 12;
    private static final int REFERENCE = 4;
    private static final int ALIGNMENT = 8;
    private static final ClassValue<ObjectShape> SHAPES = new ClassValue<>() {
        @Override
        protected ObjectShape computeValue(Class<?> type) {
            return look(type);
        }
    };

    static ObjectShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** What an object refers to. */
    List<@Nullable Object> held(Object object) {
        List<@Nullable Object> held = new ArrayList<>(references.size());
        for (Field field : references) {
            try {
                held.add(field.get(object));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " cannot be read though it was made accessible", e);
            }
        }
        return held;
    }

    /** Returns the bytes of a value of a primitive type. */
    static int width(Class<?> primitive) {
        if (primitive == long.class || primitive == double.class) {
            return Long.BYTES;
        }
        if (primitive == int.class || primitive == float.class) {
            return Integer.BYTES;
        }
        return primitive == short.class || primitive == char.class ? Short.BYTES : 1;
    }

    private static ObjectShape look(Class<?> type) {
        long bytes = HEADER;
        List<Field> references = new ArrayList<>();
        boolean hides = false;
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                boolean primitive = field.getType().isPrimitive();
                bytes += primitive ? width(field.getType()) : REFERENCE;
                if (!primitive && field.trySetAccessible()) {
                    references.add(field);
                } else {
                    hides |= !primitive;
                }
            }
        }
        return new ObjectShape(-Math.floorDiv(-bytes, ALIGNMENT) * ALIGNMENT, List.copyOf(references), hides);
    }
}
