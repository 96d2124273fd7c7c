// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import dev.shaduf.time.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of records down to a few types: numbers and booleans, {@code String}, {@code BigDecimal}, {@code byte[]},
 * {@code UUID}, {@code java.time}'s instant, offset, local date and times, and what is structured: lists, arrays, maps, records.
 */
public final class Plain {
    private Plain() {}

    /** Unwraps and simplifies a value; anything unknown stays as it is. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value == null || isPlain(value)) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Number) {
            return number(value);
        }
        Object time = time(value);
        return time != null ? time : other(value);
    }

    /** The commonest classes, which are final and told apart at once; interfaces take longer to be ruled out. */
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof LocalDateTime;
    }

    private static Object number(Object value) {
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        return value instanceof Byte small ? (Object) small.shortValue() : value;
    }

    private static @Nullable Object time(Object value) {
        if (value instanceof Time batch) {
            return Instant.ofEpochMilli(batch.milliseconds());
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof java.sql.Time time) {
            return time.toLocalTime();
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        return value instanceof ZonedDateTime zoned ? zoned.toOffsetDateTime() : null;
    }

    private static @Nullable Object other(Object value) {
        if (value instanceof Character || value instanceof CharSequence || isWrittenAsText(value)) {
            return value.toString();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return value instanceof InetAddress address ? address.getHostAddress() : value;
    }

    private static boolean isWrittenAsText(Object value) {
        return value instanceof URI
                || value instanceof URL
                || value instanceof Path
                || value instanceof Locale
                || value instanceof Currency
                || value instanceof ZoneId
                || value instanceof Duration
                || value instanceof Period
                || value instanceof Year
                || value instanceof YearMonth;
    }

    /** Whether a plain value has parts. */
    public static boolean isStructured(Object value) {
        return value instanceof Iterable
                || value instanceof java.util.Map
                || value instanceof Record
                || (value.getClass().isArray() && !(value instanceof byte[]));
    }

    /**
     * Returns the parts of a list or array.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static @Nullable Object[] elements(Object value) {
        if (value instanceof Object[] array) {
            return array;
        }
        if (value instanceof Iterable<?> items) {
            java.util.List<@Nullable Object> list = new java.util.ArrayList<>();
            items.forEach(list::add);
            return list.toArray();
        }
        if (value.getClass().isArray()) {
            @Nullable Object[] boxed = new Object[java.lang.reflect.Array.getLength(value)];
            for (int i = 0; i < boxed.length; i++) {
                boxed[i] = java.lang.reflect.Array.get(value, i);
            }
            return boxed;
        }
        throw new IllegalArgumentException("a value of " + value.getClass().getName() + " is no list and no array");
    }
}
