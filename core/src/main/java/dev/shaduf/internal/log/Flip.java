// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.nio.ByteBuffer;

/** Tells whether a single bit that is another one explains what does not fit: a crash does not leave that. */
final class Flip {
    /** The polynomial of CRC-32C, its highest power in the lowest bit. */
    private static final int CRC = 0x82F6_3B78;

    private Flip() {}

    /** Tells whether one bit of a frame, in its length or in the check of it, keeps it from being one for an address. */
    static boolean isInFrame(ByteBuffer bytes, long address) {
        if (bytes.remaining() < Frame.BYTES) {
            return false;
        }
        ByteBuffer frame = ByteBuffer.allocate(Frame.BYTES);
        frame.put(bytes.slice(bytes.position(), Frame.BYTES)).flip();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            byte before = frame.get(bit / Byte.SIZE);
            frame.put(bit / Byte.SIZE, (byte) (before ^ 1 << bit % Byte.SIZE));
            if (Frame.at(frame, address)) {
                return true;
            }
            frame.put(bit / Byte.SIZE, before);
        }
        return false;
    }

    /** Tells whether one bit of a record's content, or of its checksum, keeps the two from fitting. */
    static boolean isInContent(Frame frame, ByteBuffer content) {
        int off = frame.checksum() ^ Frame.checksum(content);
        if (Integer.bitCount(off) == 1) {
            return true;
        }
        int ofBit = CRC; // What a bit changes in the checksum; that of the last one, and from there to the first.
        for (long bit = 0; bit < (long) content.remaining() * Byte.SIZE; bit++) {
            if (ofBit == off) {
                return true;
            }
            ofBit = ofBit >>> 1 ^ ((ofBit & 1) == 0 ? 0 : CRC);
        }
        return false;
    }
}
