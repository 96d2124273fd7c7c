// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.io.IOException;
import java.io.InputStream;

/** The units in which a disk writes, or does not: one that it had not written when the power failed reads as zeros. */
final class Sectors {
    private static final int BYTES = 512;

    private Sectors() {}

    /** Returns the offset at which the next one begins, at or after an offset. */
    static long after(long offset) {
        return (offset + BYTES - 1) / BYTES * BYTES;
    }

    /**
     * Tells whether one of the sectors of a range, as far as they lie behind its beginning, was not written.
     *
     * @param in the bytes of the file from there on
     * @param from where in the file the range begins
     * @param to where it ends
     */
    static boolean isUnwritten(InputStream in, long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            long next = after(at + 1);
            byte[] sector = in.readNBytes((int) (next - at));
            if (sector.length > 0 && isZero(sector)) {
                return true;
            }
            at = next;
        }
        return false;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
