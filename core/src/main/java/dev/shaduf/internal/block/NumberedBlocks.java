// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the blocks of one receiver, and puts them where they are kept and wait to be taken. Plans know blocks by the highest
 * number that was taken, so none is taken before those with lower numbers. Safe for use by many threads.
 */
final class NumberedBlocks {
    private final int stream;
    private final LevelBlockStore store;
    private final BlockQueue queue;

    /** Numbers of blocks that are yet to be added. */
    private final NavigableSet<Long> unfinished = new TreeSet<>();

    private long next;

    NumberedBlocks(int stream, LevelBlockStore store, BlockQueue queue) {
        this.stream = stream;
        this.store = store;
        this.queue = queue;
    }

    /** Gives the next number to a block that is then added, or given up. */
    synchronized BlockInfo next(long records, long bytes) {
        unfinished.add(next);
        return new BlockInfo(new BlockId(stream, next++), records, bytes);
    }

    /** Adds a block whose bytes the queue has counted. */
    synchronized void add(BlockInfo info, KeptBlock block, @Nullable Object token) {
        unfinished.remove(info.id().number());
        store.put(info.id(), block);
        queue.add(info, token);
    }

    /** There will be no block of this number. */
    synchronized void giveUp(BlockInfo info) {
        unfinished.remove(info.id().number());
    }

    /** Takes the blocks that wait, lowest number first. */
    synchronized List<BlockInfo> take() {
        return queue.takeBefore(unfinished.isEmpty() ? next : unfinished.first());
    }

    /** Returns what an earlier process said of a block, under the stream's present number. */
    BlockInfo restored(LoggedBlock block) {
        return new BlockInfo(new BlockId(stream, block.number()), block.records(), block.bytes());
    }

    /** No block that is numbered from now on has this number or a lower one. */
    synchronized void goOnAfter(long number) {
        next = Math.max(next, number + 1);
    }
}
