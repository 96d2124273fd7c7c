// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.BlockStore;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A receiver that is being run: what the scheduler sees of it. Safe for use by many threads. */
public interface ReceiverRun {
    /** Is told what happens to a receiver; called from threads of the supervisor and of the receiver, must not block. */
    interface Events {
        /** The receiver has started. */
        void started(ReceiverInfo info);

        /** The receiver has reported an error. */
        void failed(ReceiverInfo info, String message, @Nullable Throwable error);

        /** The receiver has stopped for good. */
        void stopped(ReceiverInfo info);
    }

    /**
     * Puts blocks that the receiver's log holds from before where they belong: those that no plan has go to the next batch, in
     * order. To be called before {@link #start}.
     *
     * @param planned the highest number of a block that a plan has as input; -1 for none. Blocks to come have higher ones
     * @param needed tells whether such a block will be read again: its batch is not complete, or a window reaches back to it
     */
    void restore(long planned, LongPredicate needed);

    /**
     * Frees the space of blocks in the receiver's log.
     *
     * @param number the lowest number of a block that may still be needed
     */
    void forgetBefore(long number) throws IOException;

    /** Starts the receiver on threads of its own; returns at once. */
    void start();

    /** Cuts the block that is being filled, and takes all blocks stored since the last call, oldest first. */
    List<BlockInfo> takeBlocks();

    /**
     * Says that no batch needs blocks as input any more because theirs has completed, or was given up: frees their share
     * of the receiver's memory limit and has their tokens acknowledged. Blocks stay in the store until dropped; a block
     * that is dropped before is never acknowledged.
     */
    void completed(List<BlockId> blocks);

    /** Returns how many records and bytes are stored and not yet taken. */
    Backlog backlog();

    /** Sets the limit of records per second. */
    void limit(double recordsPerSecond);

    /** Returns the blocks. */
    BlockStore blocks();

    /** Describes the receiver. */
    ReceiverInfo info();

    /** Returns what the receiver counted, such as replaced bytes, by name. */
    Map<String, Long> counters();

    /**
     * Stores no more from now on: {@code store} throws. Unlike {@link #stop}, leaves the receiver its connections, so
     * that what was stored can still be acknowledged when it is completed.
     */
    void drain();

    /**
     * Stops the receiver: no more is stored, what was stored can be taken.
     *
     * @param timeout how long to wait for its threads; what does not end is reported by name
     * @return whether it ended in time
     */
    boolean stop(Duration timeout) throws InterruptedException;

    /**
     * What waits to be taken.
     *
     * @param records how many records
     * @param bytes how many bytes, as estimated
     */
    record Backlog(long records, long bytes) {}
}
