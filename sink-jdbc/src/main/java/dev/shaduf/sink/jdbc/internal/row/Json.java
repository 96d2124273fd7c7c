// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes structured values as JSON text. */
public final class Json {
    /** Deeper than any value that people keep in a column; a value that contains itself ends here. */
    private static final int DEEPEST = 64;

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it contains itself, or something that JSON has no form for
     */
    public static String of(@Nullable Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(@Nullable Object given, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "a value is nested more than " + DEEPEST + " deep; does it contain itself?");
        }
        Object value = Plain.of(given);
        if (value == null || value instanceof Boolean || isFinite(value)) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Record) {
            members(value, depth);
        } else if (value instanceof byte[] bytes) {
            string(Base64.getEncoder().encodeToString(bytes));
        } else if (Plain.isStructured(value)) {
            array(Plain.elements(value), depth);
        } else {
            string(value.toString());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void array(@Nullable Object[] items, int depth) {
        String separator = "[";
        for (Object item : items) {
            out.append(separator);
            value(item, depth + 1);
            separator = ",";
        }
        out.append(items.length == 0 ? "[]" : "]");
    }

    private void object(Map<?, ?> map, int depth) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            string(String.valueOf(Plain.of(entry.getKey())));
            out.append(':');
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void members(Object record, int depth) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        String separator = "{";
        for (RecordComponent component : components) {
            out.append(separator);
            string(component.getName());
            out.append(':');
            value(read(component.getAccessor(), record), depth + 1);
            separator = ",";
        }
        out.append(components.length == 0 ? "{}" : "}");
    }

    private static @Nullable Object read(Method accessor, Object record) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("component '" + accessor.getName() + "' cannot be read: " + e, e);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
