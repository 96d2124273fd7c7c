// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

/** A part of a block, as its receiver stored it. */
sealed interface Part permits Chunk, EncodedPart {
    /** Returns how many records are in it. */
    int size();

    /** Returns the bytes of memory that it takes, as estimated. */
    long bytes();
}
