// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.function.Tuple2;
import java.util.Optional;

/** The functions of the programs: they bring whatever an operator yields back to numbers, and lose as little as they can. */
final class Codes {
    static final int KEYS = 5;
    private static final long MISSING = -77;

    private Codes() {}

    static long mix(long first, long second) {
        return first * 31 + Long.rotateLeft(second * 0x9E3779B97F4A7C15L, 17) % 1_000_003;
    }

    /** A number for values in no particular order. */
    static long bag(Iterable<Long> values) {
        long code = 0;
        for (long value : values) {
            code += 1_000_003 + mix(7, value);
        }
        return code;
    }

    static long optional(Optional<Long> value) {
        return value.orElse(MISSING);
    }

    static int key(long value) {
        return (int) Math.floorMod(value, (long) KEYS);
    }

    static Tuple2<Integer, Long> toPair(long value) {
        return Tuple2.of(key(value), value);
    }

    static long toValue(Tuple2<Integer, Long> pair) {
        return mix(pair._1(), pair._2());
    }
}
