// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.row.Json;
import dev.shaduf.sink.jdbc.internal.table.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Values for PostgreSQL: a few types as they are, everything else as the text that a cast reads. */
final class PostgresValues {
    private PostgresValues() {}

    /** The types are looked at here, once for a column, and not for each of its values. */
    static Converter of(String type, Column column) {
        return switch (type) {
            case "int2" -> plain -> decimal(plain).shortValueExact();
            case "int4" ->
                plain -> plain instanceof Integer
                        ? plain
                        : (Object) decimal(plain).intValueExact();
            case "int8" ->
                plain -> plain instanceof Long ? plain : (Object) decimal(plain).longValueExact();
            case "float4" -> PostgresValues::single;
            case "float8" -> PostgresValues::twice;
            case "bool" -> plain -> plain instanceof Boolean ? plain : (Object) bool(plain);
            case "json", "jsonb" -> plain -> plain instanceof String ? plain : (Object) Json.of(plain);
            default -> type.startsWith("_") ? new PostgresArray(type.substring(1), column) : literals(type, column);
        };
    }

    private static Converter literals(String type, Column column) {
        return switch (type) {
            case "timestamp" -> plain -> plain instanceof LocalDateTime ? plain : timestamp(type, column, plain);
            case "timestamptz" ->
                plain -> plain instanceof LocalDateTime local
                        ? local.toInstant(ZoneOffset.UTC)
                        : timestamp(type, column, plain);
            case "bytea" -> plain -> plain instanceof byte[] ? plain : literal(type, column, plain);
            case "numeric" -> plain -> plain instanceof Number ? plain : literal(type, column, plain);
            case "uuid" -> plain -> plain instanceof UUID ? plain : literal(type, column, plain);
            case "date" -> plain -> plain instanceof LocalDate ? plain : literal(type, column, plain);
            case "time" -> plain -> plain instanceof LocalTime ? plain : literal(type, column, plain);
            default -> plain -> literal(type, column, plain);
        };
    }

    private static Object single(Object plain) {
        return plain instanceof Float ? plain : finite(plain, number(plain).floatValue());
    }

    private static Object twice(Object plain) {
        return plain instanceof Double ? plain : finite(plain, number(plain).doubleValue());
    }

    private static Number number(Object plain) {
        return plain instanceof Number number ? number : Double.valueOf(text(plain));
    }

    /** What is too large for the column is refused, as the server does, and not made infinite. */
    private static Number finite(Object plain, Number made) {
        if (Double.isInfinite(made.doubleValue()) && !plain.toString().endsWith("Infinity")) {
            throw new IllegalArgumentException("'" + plain + "' is too large for the column");
        }
        return made;
    }

    private static Object timestamp(String type, Column column, Object plain) {
        return plain instanceof Instant || plain instanceof OffsetDateTime
                ? Conversion.instant(plain)
                : literal(type, column, plain);
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

    private static String literal(String type, Column column, Object plain) {
        if (plain instanceof String text) {
            return text;
        }
        if (plain instanceof byte[]) {
            throw new IllegalArgumentException("column '" + column.name() + "' of type " + type + " holds no bytes");
        }
        return plain instanceof Instant || plain instanceof OffsetDateTime
                ? Conversion.instant(plain).toString()
                : text(plain);
    }
}
