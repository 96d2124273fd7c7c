// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing list of values. As long as all are of one of the boxed types that counts and sums are made of, their bits are kept
 * in an array of longs: a sum that is replaced with each record would otherwise lie somewhere else in the heap each time, and
 * reading it cost more than the rest of the work. The boxes given out are made anew.
 */
final class Column {
    private static final int SMALLEST = 16;
    private static final long[] NO_BITS = {};
    private static final @Nullable Object[] NO_OBJECTS = {};

    /** The class of all values, or that they are of several. */
    private enum Kind {
        NONE,
        INTEGER,
        LONG,
        DOUBLE,
        ANY
    }

    private Kind kind = Kind.NONE;
    private long[] bits = NO_BITS;
    private @Nullable Object[] objects = NO_OBJECTS;

    @SuppressWarnings("NullAway") // A value may be null where the user's is; nobody here looks into it.
    Object get(int at) {
        if (kind == Kind.ANY) {
            return objects[at];
        }
        if (kind == Kind.INTEGER) {
            return (int) bits[at];
        }
        return kind == Kind.LONG ? (Object) bits[at] : (Object) Double.longBitsToDouble(bits[at]);
    }

    void set(int at, Object value) {
        if (kind == Kind.INTEGER && value instanceof Integer number) {
            bits[at] = number;
        } else if (kind == Kind.LONG && value instanceof Long number) {
            bits[at] = number;
        } else if (kind == Kind.DOUBLE && value instanceof Double number) {
            bits[at] = Double.doubleToRawLongBits(number);
        } else {
            box(at);
            objects[at] = value;
        }
    }

    /** Adds a value at the end, whose place is given. */
    void add(int at, Object value) {
        if (at == 0) {
            kind = kind(value);
        }
        if (kind == Kind.ANY) {
            if (at == objects.length) {
                objects = Arrays.copyOf(objects, larger(at));
            }
        } else if (at == bits.length) {
            bits = Arrays.copyOf(bits, larger(at));
        }
        set(at, value);
    }

    /** Keeps objects from now on. */
    private void box(int size) {
        if (kind == Kind.ANY) {
            return;
        }
        @Nullable Object[] boxed = new @Nullable Object[Math.max(bits.length, larger(size))];
        for (int i = 0; i < bits.length; i++) {
            boxed[i] = get(i);
        }
        objects = boxed;
        bits = NO_BITS;
        kind = Kind.ANY;
    }

    private static int larger(int size) {
        return Math.max(SMALLEST, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
    }

    private static Kind kind(Object value) {
        if (value instanceof Integer) {
            return Kind.INTEGER;
        }
        if (value instanceof Long) {
            return Kind.LONG;
        }
        return value instanceof Double ? Kind.DOUBLE : Kind.ANY;
    }
}
