// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the values of a column travel to PostgreSQL in binary, where they do. */
public enum BinaryForm {
    INT2 {
        @Override
        boolean write(Object value, BinaryRows out) {
            out.value(Short.BYTES).putShort((Short) value);
            return true;
        }
    },
    INT4 {
        @Override
        boolean write(Object value, BinaryRows out) {
            out.value(Integer.BYTES).putInt((Integer) value);
            return true;
        }
    },
    INT8 {
        @Override
        boolean write(Object value, BinaryRows out) {
            out.value(Long.BYTES).putLong((Long) value);
            return true;
        }
    },
    FLOAT4 {
        @Override
        boolean write(Object value, BinaryRows out) {
            out.value(Float.BYTES).putFloat((Float) value);
            return true;
        }
    },
    FLOAT8 {
        @Override
        boolean write(Object value, BinaryRows out) {
            out.value(Double.BYTES).putDouble((Double) value);
            return true;
        }
    },
    BOOL {
        @Override
        boolean write(Object value, BinaryRows out) {
            out.value(1).put((byte) ((Boolean) value ? 1 : 0));
            return true;
        }
    },
    /** Text, JSON, and the constants of an enumeration by their names. */
    TEXT {
        @Override
        boolean write(Object value, BinaryRows out) {
            return value instanceof String text && out.text(text);
        }
    },
    JSONB {
        @Override
        boolean write(Object value, BinaryRows out) {
            byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
            out.value(1 + bytes.length).put(JSONB_VERSION).put(bytes);
            return true;
        }
    },
    BYTES {
        @Override
        boolean write(Object value, BinaryRows out) {
            if (value instanceof byte[] bytes) {
                out.value(bytes.length).put(bytes);
                return true;
            }
            return false;
        }
    },
    IDENTIFIER {
        @Override
        boolean write(Object value, BinaryRows out) {
            UUID uuid = value instanceof String text ? parsed(text) : value instanceof UUID known ? known : null;
            if (uuid == null) {
                return false;
            }
            out.value(2 * Long.BYTES).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            return true;
        }
    },
    NUMERIC {
        @Override
        boolean write(Object value, BinaryRows out) {
            return BinaryNumeric.write(value, out);
        }
    },
    DATE {
        @Override
        boolean write(Object value, BinaryRows out) {
            return BinaryTimes.date(value, out);
        }
    },
    TIME {
        @Override
        boolean write(Object value, BinaryRows out) {
            return BinaryTimes.time(value, out);
        }
    },
    TIMESTAMP {
        @Override
        boolean write(Object value, BinaryRows out) {
            return BinaryTimes.timestamp(value, out);
        }
    };

    private static final byte JSONB_VERSION = 1;
    private static final int UUID_LENGTH = 36;
    private static final Map<String, BinaryForm> BY_TYPE = Map.ofEntries(
            Map.entry("int2", INT2),
            Map.entry("int4", INT4),
            Map.entry("int8", INT8),
            Map.entry("float4", FLOAT4),
            Map.entry("float8", FLOAT8),
            Map.entry("bool", BOOL),
            Map.entry("text", TEXT),
            Map.entry("varchar", TEXT),
            Map.entry("bpchar", TEXT),
            Map.entry("json", TEXT),
            Map.entry("jsonb", JSONB),
            Map.entry("bytea", BYTES),
            Map.entry("uuid", IDENTIFIER),
            Map.entry("numeric", NUMERIC),
            Map.entry("date", DATE),
            Map.entry("time", TIME),
            Map.entry("timestamp", TIMESTAMP),
            Map.entry("timestamptz", TIMESTAMP));

    /** The form of a type of the server's own, by its name in the catalog; empty if its values travel as text. */
    public static Optional<BinaryForm> of(String typeName) {
        return Optional.ofNullable(BY_TYPE.get(typeName));
    }

    /** Java reads texts as identifiers that the server does not, and the server some that Java does not. */
    private static @Nullable UUID parsed(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Writes a value as a column of the type takes it; returns false, at any time, if it has no such form. */
    abstract boolean write(Object value, BinaryRows out);
}
