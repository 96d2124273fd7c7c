// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored blocks that no batch has completed: those that wait to be taken, and those taken. Its capacity is in bytes;
 * receivers wait while it is full. Safe for use by many threads.
 */
public final class BlockQueue {
    private final long capacity;
    private final Runnable onSpace;
    private final Map<BlockId, Entry> entries = new HashMap<>();
    /** In the order of storing: a token is given out after those before it. */
    private final Map<BlockId, Object> tokens = new LinkedHashMap<>();

    private List<BlockInfo> waiting = new ArrayList<>();
    private long waitingRecords;
    private long waitingBytes;
    private long bytes;

    /**
     * Creates an empty queue.
     *
     * @param capacity the bytes from which on it is full
     * @param onSpace called when it is no longer full
     */
    public BlockQueue(long capacity, Runnable onSpace) {
        this.capacity = capacity;
        this.onSpace = onSpace;
    }

    /** Returns the bytes from which on it is full. */
    public long capacity() {
        return capacity;
    }

    /** Refuses what can never be in it. */
    void checkFits(long size) {
        if (size > capacity) {
            throw new IllegalArgumentException("a block of " + size + " bytes or more is over the limit of " + capacity
                    + " bytes that may wait to be processed and was not stored; store smaller blocks,"
                    + " or raise shaduf.receiver.max.bytes");
        }
    }

    /** Returns the bytes of records that are stored, in blocks or not yet, and not completed. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Tells whether receivers must wait. */
    public synchronized boolean full() {
        return bytes >= capacity;
    }

    synchronized long waitingRecords() {
        return waitingRecords;
    }

    synchronized long waitingBytes() {
        return waitingBytes;
    }

    /** Counts records that will be in the next block. */
    synchronized void filled(long size) {
        bytes += size;
    }

    /** Adds a block whose bytes were counted before. */
    synchronized void add(BlockInfo block, @Nullable Object token) {
        waits(block);
        entries.put(block.id(), new Entry(block.bytes()));
        if (token != null) {
            tokens.put(block.id(), token);
        }
    }

    /** Takes all blocks that wait, oldest first. */
    synchronized List<BlockInfo> takeAll() {
        return takeBefore(Long.MAX_VALUE);
    }

    /** Takes the blocks that wait and have a lower number, lowest first. */
    synchronized List<BlockInfo> takeBefore(long number) {
        List<BlockInfo> all = waiting;
        waiting = new ArrayList<>();
        waitingRecords = 0;
        waitingBytes = 0;
        List<BlockInfo> taken = new ArrayList<>();
        for (BlockInfo block : all) {
            if (block.id().number() < number) {
                taken.add(block);
            } else {
                waits(block);
            }
        }
        if (taken.size() > 1) {
            taken.sort(Comparator.comparingLong(block -> block.id().number()));
        }
        return taken;
    }

    private void waits(BlockInfo block) {
        waiting.add(block);
        waitingRecords += Math.max(0, block.records());
        waitingBytes += block.bytes();
    }

    /** Frees the bytes of completed blocks and returns the tokens that may now be acknowledged, in order of storing. */
    public List<Object> completed(Collection<BlockId> blocks) {
        return free(blocks, false);
    }

    /** Frees the bytes of a block that is dropped; its token, if it has one left, is never given out. */
    public List<Object> dropped(BlockId block) {
        return free(List.of(block), true);
    }

    private List<Object> free(Collection<BlockId> blocks, boolean forget) {
        List<Object> ready;
        boolean space;
        synchronized (this) {
            boolean wasFull = full();
            for (BlockId block : blocks) {
                free(block, forget);
            }
            space = wasFull && !full();
            ready = tokensReady();
        }
        if (space) {
            onSpace.run();
        }
        return ready;
    }

    private void free(BlockId block, boolean forget) {
        Entry entry = entries.remove(block);
        if (entry != null) {
            bytes -= entry.bytes;
            if (forget) {
                tokens.remove(block);
            }
        }
    }

    private List<Object> tokensReady() {
        List<Object> ready = new ArrayList<>();
        Iterator<Map.Entry<BlockId, Object>> oldest = tokens.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<BlockId, Object> token = oldest.next();
            if (entries.containsKey(token.getKey())) {
                break;
            }
            ready.add(token.getValue());
            oldest.remove();
        }
        return ready;
    }

    private record Entry(long bytes) {}
}
