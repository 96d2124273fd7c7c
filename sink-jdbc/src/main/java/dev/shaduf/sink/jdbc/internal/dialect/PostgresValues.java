// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.ArrayKind;
import dev.shaduf.sink.jdbc.internal.row.Json;
import dev.shaduf.sink.jdbc.internal.row.Plain;
import dev.shaduf.sink.jdbc.internal.table.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values for PostgreSQL: a few types as they are, everything else as the text that a cast reads. */
final class PostgresValues {
    private PostgresValues() {}

    static Object convert(String type, Column column, Object plain) {
        return switch (type) {
            case "int2" -> decimal(plain).shortValueExact();
            case "int4" ->
                plain instanceof Integer ? plain : (Object) decimal(plain).intValueExact();
            case "int8" ->
                plain instanceof Long ? plain : (Object) decimal(plain).longValueExact();
            case "float4" -> plain instanceof Number number ? (Object) number.floatValue() : Float.valueOf(text(plain));
            case "float8" ->
                plain instanceof Number number ? (Object) number.doubleValue() : Double.valueOf(text(plain));
            case "bool" -> plain instanceof Boolean ? plain : (Object) bool(plain);
            case "json", "jsonb" -> plain instanceof String ? plain : (Object) Json.of(plain);
            default -> type.startsWith("_") ? array(type.substring(1), column, plain) : literal(type, column, plain);
        };
    }

    private static BigDecimal decimal(Object plain) {
        return plain instanceof BigDecimal exact ? exact : new BigDecimal(text(plain));
    }

    private static boolean bool(Object plain) {
        return switch (text(plain)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("'" + plain + "' is neither true nor false");
        };
    }

    private static String text(Object plain) {
        return Conversion.text(plain);
    }

    private static Object literal(String type, Column column, Object plain) {
        if (plain instanceof byte[]) {
            if (!type.equals("bytea")) {
                throw new IllegalArgumentException(
                        "column '" + column.name() + "' of type " + type + " holds no bytes");
            }
            return plain;
        }
        if (plain instanceof Instant || plain instanceof OffsetDateTime) {
            Instant instant = Conversion.instant(plain);
            return type.startsWith("timestamp") ? instant : instant.toString();
        }
        if (plain instanceof LocalDateTime local && type.equals("timestamptz")) {
            return local.toInstant(ZoneOffset.UTC);
        }
        return isOf(type, plain) ? plain : text(plain);
    }

    /** Whether a value needs no text in between where rows travel in binary. */
    private static boolean isOf(String type, Object plain) {
        return switch (type) {
            case "numeric" -> plain instanceof Number;
            case "uuid" -> plain instanceof UUID;
            case "date" -> plain instanceof LocalDate;
            case "time" -> plain instanceof LocalTime;
            case "timestamp" -> plain instanceof LocalDateTime;
            default -> false;
        };
    }

    /** Writes an array as PostgreSQL does: {@code {"a","b",NULL}}. */
    private static String array(String elementType, Column column, Object plain) {
        StringBuilder out = new StringBuilder();
        array(elementType, column, Plain.elements(plain), out);
        return out.toString();
    }

    private static void array(String elementType, Column column, @Nullable Object[] elements, StringBuilder out) {
        out.append('{');
        for (int i = 0; i < elements.length; i++) {
            Object element = Plain.of(elements[i]);
            if (i > 0) {
                out.append(',');
            }
            if (element == null) {
                out.append("NULL");
            } else if (Plain.isStructured(element) && !elementType.startsWith("json")) {
                array(elementType, column, Plain.elements(element), out);
            } else {
                String text = ArrayKind.text(convert(elementType, column, element));
                out.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        out.append('}');
    }
}
