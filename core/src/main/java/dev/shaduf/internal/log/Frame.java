// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The frame of a record: length, a check of length and place, a checksum of the content. The first check lets a reader trust
 * the length when the content is damaged, and find the next frame when the length is. As both know the place, what an
 * earlier file left on the disk does not look like a frame.
 *
 * @param length the bytes of the content
 * @param mark whether it is a mark of the log's own, which says up to where all before it is durable
 * @param checksum of the content
 */
record Frame(int length, boolean mark, int checksum) {
    static final int BYTES = 12;
    static final int MARK_LENGTH = Long.BYTES;
    static final int MOST = 1 << 30;
    private static final int MARK = 1 << 31;

    /** Writes the frame of what will stand at an address. */
    void put(ByteBuffer target, long address) {
        int word = mark ? length | MARK : length;
        target.putInt(word).putInt(check(word, address)).putInt(checksum ^ place(address));
    }

    /** Tells whether a frame for this address stands at the position of the bytes. */
    static boolean at(ByteBuffer bytes, long address) {
        if (bytes.remaining() < BYTES) {
            return false;
        }
        int word = bytes.getInt(bytes.position());
        return (word & ~MARK) <= MOST && bytes.getInt(bytes.position() + 4) == check(word, address);
    }

    /** Takes the frame for which {@link #at} holds. */
    static Frame take(ByteBuffer bytes, long address) {
        int word = bytes.getInt();
        bytes.getInt();
        return new Frame(word & ~MARK, (word & MARK) != 0, bytes.getInt() ^ place(address));
    }

    static int checksum(ByteBuffer... parts) {
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : parts) {
            crc.update(part.duplicate());
        }
        return (int) crc.getValue();
    }

    private static int check(int word, long address) {
        return (int) (mix(address ^ ((long) word << 32) ^ 0x9E37_79B9_7F4A_7C15L) >>> 32);
    }

    private static int place(long address) {
        return (int) mix(~address);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
