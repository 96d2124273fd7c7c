// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records that were stored as bytes.
 *
 * @param content the bytes
 * @param size how many records are in them
 * @param address where they are in the receiver's log; {@link #NOT_LOGGED} without one
 * @param slot the place outside the heap where the bytes are; {@code null} in the heap
 */
record EncodedPart(ByteBuffer content, int size, long address, PageSpace.@Nullable Slot slot) implements Part {
    static final long NOT_LOGGED = -1;

    /** What an array, its buffer, this part and its place in a list take beside the bytes. */
    private static final long OVERHEAD = 96;

    EncodedPart(ByteBuffer content, int size) {
        this(content, size, NOT_LOGGED, null);
    }

    /** Copies bytes out of the heap where there is room. */
    static EncodedPart of(ByteBuffer bytes, int size, long address, PageSpace pages) {
        PageSpace.Slot slot = pages.put(bytes).orElse(null);
        return new EncodedPart(slot == null ? bytes : slot.content(), size, address, slot);
    }

    @Override
    public long bytes() {
        return content.remaining() + OVERHEAD;
    }

    /** Gives up the place outside the heap; called once. */
    void free() {
        if (slot != null) {
            slot.free();
        }
    }
}
