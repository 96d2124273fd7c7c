// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is shown.
 *
 * @param text without control characters, and cut
 * @param isNumber whether it stands at the right
 */
record Cell(String text, boolean isNumber) {
    static Cell of(@Nullable Object value, int width) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return new Cell(Places.cut(printable(text(plain)), width), plain instanceof Number);
    }

    private static String text(@Nullable Object value) {
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        String wrapped = Arrays.deepToString(new Object[] {value});
        return wrapped.substring(1, wrapped.length() - 1);
    }

    /** A line break or an escape sequence in a value must not spoil the table. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                case '\t' -> printable.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        printable.append(String.format("\\u%04x", c));
                    } else {
                        printable.append((char) c);
                    }
                }
            }
        });
        return printable.toString();
    }
}
