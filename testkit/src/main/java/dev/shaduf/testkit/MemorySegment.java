// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.util.Arrays;
import java.util.Random;

/** The bytes of a segment in memory, and how many of them are on the disk that is not there. Guarded by its directory. */
final class MemorySegment {
    /** A disk writes this much, or nothing. */
    private static final int SECTOR = 512;

    private byte[] bytes = new byte[1 << 10];
    private int length;
    private int synced = -1;

    void append(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void sync() {
        synced = length;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    void flip(int offset, int bits) {
        bytes[offset] ^= (byte) bits;
    }

    void cut(int kept) {
        length = Math.min(length, kept);
        synced = Math.min(synced, length);
    }

    /** Loses a part of what was not synced; tells whether the segment itself is still there. */
    boolean survives(Random random) {
        if (synced < 0 && random.nextBoolean()) {
            return false;
        }
        int safe = Math.max(0, synced);
        int kept = safe + random.nextInt(length - safe + 1);
        if (kept > safe && random.nextBoolean()) {
            int hole = Math.max(safe, (safe + random.nextInt(kept - safe)) / SECTOR * SECTOR);
            int end = (hole + random.nextInt(kept - hole + 1) + SECTOR - 1) / SECTOR * SECTOR;
            Arrays.fill(bytes, hole, Math.min(kept, end), (byte) 0);
        }
        length = kept;
        synced = kept;
        return true;
    }
}
