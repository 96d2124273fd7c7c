// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;

/**
 * Records that were stored as bytes.
 *
 * @param content the bytes
 * @param size how many records are in them
 */
record EncodedPart(ByteBuffer content, int size) implements Part {
    /** What an array, its buffer, this part and its place in a list take beside the bytes. */
    private static final long OVERHEAD = 96;

    @Override
    public long bytes() {
        return content.remaining() + OVERHEAD;
    }
}
