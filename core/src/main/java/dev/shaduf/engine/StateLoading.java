// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.nio.ByteBuffer;

/**
 * The loading of a stream's states: first the segments of one snapshot, then the changes after it, in their order.
 * Partitions are loaded beside each other; what fails is thrown by a later call, at the latest by {@link #finish}. Used by
 * one thread.
 */
public interface StateLoading extends AutoCloseable {
    /**
     * Loads a partition of a snapshot.
     *
     * @param segment the partition, as {@link Engine#snapshot} described it
     * @throws Exception if something could not be loaded
     */
    void snapshot(StateSegment segment) throws Exception;

    /**
     * Loads changes: of the batch of the snapshot or of earlier ones nothing, of later ones everything.
     *
     * @param chunk what {@link StateChunks} took; copied if it has to be kept
     * @throws Exception if something could not be loaded
     */
    void changes(ByteBuffer chunk) throws Exception;

    /**
     * Waits until everything is loaded. All of it is published.
     *
     * @throws Exception if something could not be loaded; {@link #close} then leaves
     *     the table space empty
     */
    void finish() throws Exception;

    /** Gives up loading, unless it has finished: the table space is empty then. Idempotent. */
    @Override
    void close();
}
