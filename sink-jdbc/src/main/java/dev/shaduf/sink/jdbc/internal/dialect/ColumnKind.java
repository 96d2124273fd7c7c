// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.time.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/** What a created column holds, before a dialect has a word for it. */
public enum ColumnKind {
    BOOLEAN,
    SMALL,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    WHOLE,
    TEXT,
    UUID,
    BYTES,
    DATE,
    TIME,
    LOCAL_TIMESTAMP,
    TIMESTAMP,
    JSON;

    private static final Map<Class<?>, ColumnKind> KINDS = Map.ofEntries(
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(byte.class, SMALL),
            Map.entry(Byte.class, SMALL),
            Map.entry(short.class, SMALL),
            Map.entry(Short.class, SMALL),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(float.class, FLOAT),
            Map.entry(Float.class, FLOAT),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(char.class, TEXT),
            Map.entry(Character.class, TEXT),
            Map.entry(String.class, TEXT),
            Map.entry(BigDecimal.class, DECIMAL),
            Map.entry(BigInteger.class, WHOLE),
            Map.entry(java.util.UUID.class, UUID),
            Map.entry(byte[].class, BYTES),
            Map.entry(ByteBuffer.class, BYTES),
            Map.entry(LocalDate.class, DATE),
            Map.entry(java.sql.Date.class, DATE),
            Map.entry(LocalTime.class, TIME),
            Map.entry(java.sql.Time.class, TIME),
            Map.entry(LocalDateTime.class, LOCAL_TIMESTAMP),
            Map.entry(Instant.class, TIMESTAMP),
            Map.entry(OffsetDateTime.class, TIMESTAMP),
            Map.entry(ZonedDateTime.class, TIMESTAMP),
            Map.entry(Date.class, TIMESTAMP),
            Map.entry(java.sql.Timestamp.class, TIMESTAMP),
            Map.entry(Time.class, TIMESTAMP));

    static Optional<ColumnKind> of(Class<?> type) {
        ColumnKind known = KINDS.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        if (type.isEnum() || CharSequence.class.isAssignableFrom(type)) {
            return Optional.of(TEXT);
        }
        boolean structured = type.isArray()
                || type.isRecord()
                || Iterable.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
        return structured ? Optional.of(JSON) : Optional.empty();
    }
}
