// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import org.jspecify.annotations.Nullable;

/** Where a reader gets its blocks from. */
interface Blocks {
    /** Returns the next block, or null when there will be no more from here. */
    @Nullable
    Block next() throws Exception;

    /** Tells, after the last block, whether all has been read, so that what is missing are gaps. */
    boolean ended();

    void close();
}
