// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.util.List;

/** A part of a block, as its receiver stored it. */
sealed interface Part permits Chunk, EncodedPart {
    /** Returns how many records are in it. */
    int size();

    /** Returns the bytes of memory that it takes, as estimated. */
    long bytes();

    /** Returns how many records are in several. */
    static long records(List<? extends Part> parts) {
        return parts.stream().mapToLong(Part::size).sum();
    }

    /** Returns the bytes of memory that several take, as estimated. */
    static long bytes(List<? extends Part> parts) {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
