// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.row.Json;
import dev.shaduf.sink.jdbc.internal.row.Plain;
import dev.shaduf.sink.jdbc.internal.table.Column;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From plain values to what drivers take. Times without a zone are UTC. */
final class Conversion {
    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Conversion() {}

    /** Follows JDBC 4.2: {@code java.time} as it is, an instant with the offset zero, what is structured as JSON. */
    static Object standard(Column column, Object plain) {
        if (plain instanceof Instant || plain instanceof OffsetDateTime) {
            return timestamp(column, instant(plain));
        }
        if (plain instanceof UUID uuid) {
            return uuid(column, uuid);
        }
        if (column.isText() && !(plain instanceof byte[])) {
            return text(plain);
        }
        if (Plain.isStructured(plain)) {
            return column.type() == Types.ARRAY ? elements(plain) : Json.of(plain);
        }
        return known(column, plain);
    }

    /** Text as people read it. */
    static String text(Object plain) {
        if (Plain.isStructured(plain)) {
            return Json.of(plain);
        }
        if (plain instanceof byte[]) {
            throw new IllegalArgumentException("bytes cannot go into a column of text");
        }
        return plain.toString();
    }

    static Instant instant(Object plain) {
        Instant instant = plain instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) plain;
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Object timestamp(Column column, Instant instant) {
        if (column.type() == Types.TIMESTAMP_WITH_TIMEZONE || column.type() == Types.OTHER) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return column.isText() ? instant.toString() : utc(instant);
    }

    static Object uuid(Column column, UUID uuid) {
        if (column.isBinary() && column.size() == 16) {
            return ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
        return column.isText() ? uuid.toString() : uuid;
    }

    private static @Nullable Object[] elements(Object plain) {
        @Nullable Object[] elements = Plain.elements(plain).clone();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Plain.of(elements[i]);
        }
        return elements;
    }

    /** Passes what drivers know; refuses what is of no type that a column could hold. */
    static Object known(Column column, Object plain) {
        boolean known = plain instanceof Number
                || plain instanceof Boolean
                || plain instanceof String
                || plain instanceof byte[]
                || plain instanceof LocalDate
                || plain instanceof LocalTime
                || plain instanceof LocalDateTime;
        if (!known) {
            throw new IllegalArgumentException("column '" + column.name() + "' cannot hold a value of "
                    + plain.getClass().getName() + "; map it to a number, a text, a time, bytes, a list or a record");
        }
        return plain;
    }

    /** A time as text that sorts: {@code 2026-03-01 08:00:00.000000}, in UTC. */
    static @Nullable String sortable(Object plain) {
        if (plain instanceof Instant || plain instanceof OffsetDateTime) {
            return LOCAL.format(utc(instant(plain)));
        }
        if (plain instanceof LocalDateTime local) {
            return LOCAL.format(local);
        }
        return plain instanceof LocalDate || plain instanceof LocalTime ? plain.toString() : null;
    }
}
