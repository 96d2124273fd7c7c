// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.common.errors.SerializationException;

/** Makes numbers of one type those of another, when they can be. */
final class Numbers {
    private Numbers() {}

    static Object exact(Number number, Class<?> type, String where) {
        if (type.isInstance(number)) {
            return number;
        }
        boolean whole = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte;
        if (type == double.class || type == Double.class) {
            return number.doubleValue();
        }
        if ((type == float.class || type == Float.class) && (whole || number instanceof Float)) {
            return number.floatValue();
        }
        if (!whole) {
            throw refused(number, type, where);
        }
        return ofWhole(number.longValue(), type, where);
    }

    private static Object ofWhole(long number, Class<?> type, String where) {
        if (type == long.class || type == Long.class) {
            return number;
        }
        if (type == BigDecimal.class) {
            return BigDecimal.valueOf(number);
        }
        if (type == BigInteger.class) {
            return BigInteger.valueOf(number);
        }
        if ((type == int.class || type == Integer.class) && (int) number == number) {
            return (int) number;
        }
        if ((type == short.class || type == Short.class) && (short) number == number) {
            return (short) number;
        }
        if ((type == byte.class || type == Byte.class) && (byte) number == number) {
            return (byte) number;
        }
        throw refused(number, type, where);
    }

    private static SerializationException refused(Number number, Class<?> type, String where) {
        return new SerializationException(where + " is a " + type.getSimpleName() + ", which cannot hold " + number);
    }
}
