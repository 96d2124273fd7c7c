// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import java.lang.reflect.Array;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The types in which columns of values travel to PostgreSQL. What is none of the others travels as text and is cast. */
public enum ArrayKind {
    INT2("int2", Short.class),
    INT4("int4", Integer.class),
    INT8("int8", Long.class),
    FLOAT4("float4", Float.class),
    FLOAT8("float8", Double.class),
    BOOL("bool", Boolean.class),
    TEXT("text", String.class);

    private final String typeName;
    private final Class<?> type;

    ArrayKind(String typeName, Class<?> type) {
        this.typeName = typeName;
        this.type = type;
    }

    public static ArrayKind of(String typeName) {
        for (ArrayKind kind : values()) {
            if (kind.typeName.equals(typeName)) {
                return kind;
            }
        }
        return TEXT;
    }

    public String typeName() {
        return typeName;
    }

    /** What an array of this type holds for a value. */
    Object element(Object value) {
        return this == TEXT ? text(value) : value;
    }

    /** Writes a value as a cast reads it. */
    public static String text(Object value) {
        return value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString();
    }

    @Nullable
    Object[] array(int length) {
        return (Object[]) Array.newInstance(type, length);
    }
}
