// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Times as PostgreSQL keeps them: days, or microseconds, since 2000. Years that do not have four digits are left to statements,
 * where the server says what it thinks of them.
 */
final class BinaryTimes {
    private static final long SECONDS_OF_2000 = 946_684_800L;
    private static final long DAYS_OF_2000 = 10_957L;
    private static final long FIRST_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * 86_400L;
    private static final long LAST_SECOND = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400L;
    private static final long MICROS = 1_000_000L;

    private BinaryTimes() {}

    static boolean date(Object value, BinaryRows out) {
        if (value instanceof LocalDate date && date.getYear() >= 1 && date.getYear() <= 9999) {
            out.value(Integer.BYTES).putInt((int) (date.toEpochDay() - DAYS_OF_2000));
            return true;
        }
        return false;
    }

    static boolean time(Object value, BinaryRows out) {
        if (value instanceof LocalTime time) {
            out.value(Long.BYTES).putLong(time.toSecondOfDay() * MICROS + micros(time.getNano()));
            return true;
        }
        return false;
    }

    static boolean timestamp(Object value, BinaryRows out) {
        if (value instanceof Instant instant) {
            return timestamp(instant.getEpochSecond(), instant.getNano(), out);
        }
        return value instanceof LocalDateTime local
                && timestamp(local.toEpochSecond(ZoneOffset.UTC), local.getNano(), out);
    }

    private static boolean timestamp(long second, int nanos, BinaryRows out) {
        if (second < FIRST_SECOND || second >= LAST_SECOND) {
            return false;
        }
        out.value(Long.BYTES).putLong((second - SECONDS_OF_2000) * MICROS + micros(nanos));
        return true;
    }

    /** Rounds as the server does. */
    private static long micros(int nanos) {
        return (nanos + 500L) / 1_000;
    }
}
