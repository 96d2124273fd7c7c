// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.RecordObjectsOut;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Estimates what records take in memory, cheaply: text and bytes by their length, everything else by the average of a few
 * that were serialized. Used by many threads; a lost update only makes an estimate older.
 */
final class SizeEstimator {
    private static final long HEADER = 16;
    private static final long TEXT_HEADER = 48;
    private static final int UNKNOWN = 64;
    private static final int SAMPLE_EVERY = 4_096;
    private static final int FIRST_SAMPLES = 8;
    private static final int LARGEST_SAMPLE = 1 << 20;

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
            long size = serializedSize(record);
            average = number == 0 ? size : (3 * average + size) / 4;
            return size;
        }
        return average;
    }

    private static long serializedSize(Object record) {
        if (!(record instanceof Serializable)) {
            return UNKNOWN;
        }
        Counted counted = new Counted();
        try (ObjectOutputStream out = new RecordObjectsOut(counted)) {
            out.writeObject(record);
            out.flush();
        } catch (IOException | RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return Math.max(UNKNOWN, counted.bytes);
        }
        return Math.max(UNKNOWN, counted.bytes);
    }

    /** Counts, and refuses to go on where a record is large enough to know that it is. */
    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) throws IOException {
            count(1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            count(length);
        }

        private void count(int length) throws IOException {
            bytes += length;
            if (bytes > LARGEST_SAMPLE) {
                throw new IOException("large enough");
            }
        }
    }
}
