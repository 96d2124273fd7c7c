// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongPredicate;

/** How blocks are made of what was stored: with a log or without. Safe for use by many threads. */
sealed interface Cuts permits PlainCuts, LoggedCuts {
    /** Makes a block of what was stored since the last cut; none if that is nothing. */
    void cut();

    /** Takes the blocks that wait, lowest number first, as far as none with a lower number is to come. */
    List<BlockInfo> take();

    /** Adds a block of its own behind what the calling thread has stored before. */
    void add(OwnBlock block);

    /**
     * Adds records that stand in bytes to the block that is being filled.
     *
     * @return whether that should be cut
     */
    boolean append(ByteBuffer bytes, int records);

    /**
     * Puts blocks that a log holds from before where they belong; to be called before anything is stored.
     *
     * @param planned the highest number of a block that a plan has as input; -1 for none. Blocks to come have higher ones
     * @param needed whether a block that was planned will be read again
     */
    void restore(long planned, LongPredicate needed);

    /** Lets nothing more in; what is in stays and can be taken. */
    void close();

    /** Returns the records stored and not yet taken. */
    long records();

    /** Returns the estimated bytes stored and not yet taken. */
    long bytes();
}
