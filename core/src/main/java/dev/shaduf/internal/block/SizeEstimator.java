// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.RecordSize;

/**
 * Estimates what records take in memory, cheaply: text and bytes by their length, everything else by the average of some that
 * were {@linkplain RecordSize looked into}. Used by many threads; a lost update only makes an estimate older.
 */
final class SizeEstimator {
    private static final long HEADER = 16;
    private static final long TEXT_HEADER = 48;
    private static final int UNKNOWN = 64;
    private static final int SAMPLE_EVERY = 256;
    private static final int FIRST_SAMPLES = 8;

    private int seen;
    private long average = UNKNOWN;

    long of(Object record) {
        if (record instanceof String text) {
            return TEXT_HEADER + text.length();
        }
        return record instanceof byte[] bytes ? HEADER + bytes.length : sampled(record);
    }

    private long sampled(Object record) {
        int number = seen++;
        if (Integer.compareUnsigned(number, FIRST_SAMPLES) < 0 || number % SAMPLE_EVERY == 0) {
            long size = RecordSize.of(record);
            average = number == 0 ? size : (3 * average + size) / 4;
            return size;
        }
        return average;
    }
}
