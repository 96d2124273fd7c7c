// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;
import java.util.Optional;

/** Holds the blocks of one input stream until they are dropped, in memory or on disk by their storage level. */
public interface BlockStore extends AutoCloseable {
    /** Opens a block for one task. Throws an exception that names the block if it is gone. */
    Input open(BlockId id) throws Exception;

    /**
     * Returns a block as the bytes in which it is kept, for a task elsewhere; empty where only this JVM can read it.
     *
     * @param id its name
     * @param receiver decodes there what the receiver stored as bytes
     */
    Optional<Parcel> parcel(BlockId id, PackedReceiver receiver) throws Exception;

    /** Drops a block; one that is gone already is no error. */
    void drop(BlockId id);

    /** Drops everything. */
    @Override
    void close();
}
