// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decimal numbers as PostgreSQL sends them: groups of four digits, and how many digits to show after the point. */
final class BinaryNumeric {
    private static final int GROUP = 4;
    private static final int TEN = 10;
    private static final short POSITIVE = 0;
    private static final short NEGATIVE = 0x4000;
    /** Longer ones are rare, and left to statements. */
    private static final int LONGEST = 1_000;

    private BinaryNumeric() {}

    static boolean write(Object value, BinaryRows out) {
        BigDecimal number = exact(value);
        if (number == null || number.precision() > LONGEST || Math.abs((long) number.scale()) > LONGEST) {
            return false;
        }
        int scale = Math.max(0, number.scale());
        String whole = number.unscaledValue().abs().toString() + "0".repeat(scale - number.scale());
        int before = Math.max(0, whole.length() - scale);
        int wholeGroups = groups(before);
        String digits = "0".repeat(wholeGroups * GROUP - before)
                + whole.substring(0, before)
                + "0".repeat(scale - (whole.length() - before))
                + whole.substring(before)
                + "0".repeat(groups(scale) * GROUP - scale);
        int count = digits.length() / GROUP;
        ByteBuffer buffer = out.value(Short.BYTES * (GROUP + count))
                .putShort((short) count)
                .putShort((short) (wholeGroups - 1))
                .putShort(number.signum() < 0 ? NEGATIVE : POSITIVE)
                .putShort((short) scale);
        for (int i = 0; i < count; i++) {
            buffer.putShort(group(digits, i * GROUP));
        }
        return true;
    }

    private static @Nullable BigDecimal exact(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        boolean whole = value instanceof Long || value instanceof Integer || value instanceof Short;
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue()) ? new BigDecimal(value.toString()) : null;
        }
        return whole ? BigDecimal.valueOf(((Number) value).longValue()) : null;
    }

    private static int groups(int digits) {
        return (digits + GROUP - 1) / GROUP;
    }

    private static short group(String digits, int from) {
        int group = 0;
        for (int i = from; i < from + GROUP; i++) {
            group = group * TEN + digits.charAt(i) - '0';
        }
        return (short) group;
    }
}
