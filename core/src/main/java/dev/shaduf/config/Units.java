// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import dev.shaduf.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers with a unit behind them. */
final class Units {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+)\\s*([a-z]*)");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("", 1L, "ms", 1L, "s", 1_000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "", 1L, "b", 1L, "k", 1L << 10, "kb", 1L << 10, "m", 1L << 20, "mb", 1L << 20, "g", 1L << 30, "gb",
            1L << 30);

    private static final long LONGEST_MILLISECONDS = 36_500L * 86_400_000;

    private Units() {}

    /** A hundred years stand for all that is longer, so that every duration can be counted in nanoseconds. */
    static Duration duration(String text) {
        return new Duration(Math.min(LONGEST_MILLISECONDS, value(text, MILLISECONDS)));
    }

    static long bytes(String text) {
        return value(text, BYTES);
    }

    static String format(Duration duration) {
        long millis = duration.milliseconds();
        return millis != 0 && millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    private static long value(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.trim().toLowerCase(Locale.ROOT));
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException();
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    }
}
