// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;

/** Holds the blocks of one input stream until they are dropped, in memory or on disk by their storage level. */
public interface BlockStore extends AutoCloseable {
    /** Opens a block for one task. Throws an exception that names the block if it is gone. */
    Input open(BlockId id) throws Exception;

    /** Drops a block; one that is gone already is no error. */
    void drop(BlockId id);

    /** Drops everything. */
    @Override
    void close();
}
