// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;

/**
 * Records that were stored as bytes.
 *
 * @param content the bytes
 * @param size how many records are in them
 * @param address where they are in the receiver's log; {@link #NOT_LOGGED} without one
 */
record EncodedPart(ByteBuffer content, int size, long address) implements Part {
    static final long NOT_LOGGED = -1;

    /** What an array, its buffer, this part and its place in a list take beside the bytes. */
    private static final long OVERHEAD = 96;

    EncodedPart(ByteBuffer content, int size) {
        this(content, size, NOT_LOGGED);
    }

    @Override
    public long bytes() {
        return content.remaining() + OVERHEAD;
    }
}
