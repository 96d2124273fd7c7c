// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.rdd.PortableHash;
import java.util.List;

/**
 * Estimates the number of distinct records by HyperLogLog: each record is hashed to one of many registers, which keeps the
 * longest run of leading zeros in the rest of the hashes.
 *
 * @param precision the registers are two to the power of this
 */
record DistinctTerminal(int precision) implements Terminal<byte[]> {
    /** The error of one register; that of the estimate is this divided by the root of their number. */
    private static final double ERROR = 1.04;

    private static final int LEAST = 4;
    private static final int MOST = 23;

    /** The precision that a relative standard deviation needs. */
    static DistinctTerminal of(double relativeSd) {
        int precision = (int) Math.ceil(2 * Math.log(ERROR / relativeSd) / Math.log(2));
        return new DistinctTerminal(Math.min(MOST, Math.max(LEAST, precision)));
    }

    @Override
    public Collector<byte[]> open(TaskContext task) {
        return new Running(precision);
    }

    long estimate(List<byte[]> parts) {
        byte[] all = new byte[1 << precision];
        for (byte[] part : parts) {
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) Math.max(all[i], part[i]);
            }
        }
        return Math.round(estimate(all));
    }

    private static double estimate(byte[] registers) {
        double inverse = 0;
        int untouched = 0;
        for (byte register : registers) {
            inverse += Math.scalb(1.0, -register);
            untouched += register == 0 ? 1 : 0;
        }
        double number = registers.length;
        double raw = 0.7213 / (1 + 1.079 / number) * number * number / inverse;
        return raw <= 2.5 * number && untouched > 0 ? number * Math.log(number / untouched) : raw;
    }

    /** Strings and longs have more than the 32 bits of their hash codes, and great numbers of them need more. */
    private static long hash(Object record) {
        long bits;
        if (record instanceof String text) {
            bits = 0xCBF29CE484222325L;
            for (int i = 0; i < text.length(); i++) {
                bits = (bits ^ text.charAt(i)) * 0x100000001B3L;
            }
        } else {
            bits = record instanceof Long number ? number : PortableHash.of(record);
        }
        bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return bits ^ (bits >>> 33);
    }

    private static final class Running extends Collector<byte[]> {
        private final byte[] registers;
        private final int precision;

        Running(int precision) {
            this.registers = new byte[1 << precision];
            this.precision = precision;
        }

        @Override
        public void push(Object record) {
            long hash = hash(record);
            int register = (int) (hash >>> (Long.SIZE - precision));
            int zeros = Long.numberOfLeadingZeros(hash << precision | 1L << (precision - 1)) + 1;
            if (registers[register] < zeros) {
                registers[register] = (byte) zeros;
            }
        }

        @Override
        public byte[] result() {
            return registers;
        }
    }
}
