// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The block that the threads of a receiver are filling. Each thread fills chunks of its own without a lock; sealing takes
 * them all away. Safe for use by many threads.
 */
final class OpenBlock {
    private final BlockQueue queue;
    private final BlockCutter.Gate gate;
    private final SizeEstimator sizes;
    private final long enough;
    private final PageSpace pages;
    private final ThreadLocal<Lane> lanes = ThreadLocal.withInitial(Lane::new);

    /** Parts that are full, in the order in which they became so. Guarded by this object, as is what follows. */
    private List<Part> full = new ArrayList<>();

    private long fullBytes;
    private final List<Lane> known = new ArrayList<>();
    private boolean open;

    OpenBlock(BlockQueue queue, BlockCutter.Gate gate, SizeEstimator sizes, long enough, PageSpace pages) {
        this.queue = queue;
        this.gate = gate;
        this.sizes = sizes;
        this.enough = enough;
        this.pages = pages;
    }

    /** Adds a record; returns whether the block should be cut. */
    boolean append(Object record) {
        Lane lane = lanes.get();
        long size = sizes.of(record);
        boolean enoughNow = false;
        if (lane.permits == 0 || !lane.chunk.offer(record, size)) {
            enoughNow = appendSlowly(lane, record, size);
        }
        lane.permits--;
        return enoughNow;
    }

    /**
     * Adds records that stand in bytes, which must not change afterwards.
     *
     * @return whether the block should be cut
     */
    boolean append(ByteBuffer bytes, int records) {
        awaitRoom(records);
        synchronized (this) {
            if (!open) {
                throw gate.refusal("the records");
            }
            return add(bytes, records, EncodedPart.NOT_LOGGED);
        }
    }

    /**
     * Adds records that stand in bytes and are in the receiver's log already, whether or not more is let in.
     *
     * @param address where they are in the log
     * @return whether the block should be cut
     */
    synchronized boolean appendWritten(ByteBuffer bytes, int records, long address) {
        return add(bytes, records, address);
    }

    private boolean add(ByteBuffer bytes, int records, long address) {
        Lane lane = lanes.get();
        lane.permits -= records;
        collect(lane); // what this thread has stored before stands before
        add(EncodedPart.of(bytes, records, address, pages));
        return fullBytes >= enough;
    }

    /** Waits until the calling thread may store so many records and there is space. */
    void awaitRoom(int records) {
        awaitPermits(records);
        gate.awaitSpace();
    }

    /** Adds a record for which room was waited for; waits for nothing, and leaves the cutting to others. */
    void appendNow(Object record) {
        Lane lane = lanes.get();
        long size = sizes.of(record);
        while (!lane.chunk.offer(record, size)) {
            renew(lane);
        }
        lane.permits--;
    }

    /** Waits until the calling thread may store so many records under the rate limit; returns how many it may. */
    int awaitPermits(int least) {
        return awaitPermits(lanes.get(), least);
    }

    private int awaitPermits(Lane lane, int least) {
        while (lane.permits < least) {
            lane.permits += gate.permits();
        }
        return lane.permits;
    }

    /** Waits until the calling thread may store one more under the rate limit, and counts it as stored. */
    void takePermit() {
        Lane lane = lanes.get();
        awaitPermits(lane, 1);
        lane.permits--;
    }

    /** Takes away what was stored so far; an empty list if that is nothing. */
    synchronized List<Part> seal() {
        for (Iterator<Lane> each = known.iterator(); each.hasNext(); ) {
            Lane lane = each.next();
            collect(lane);
            if (!lane.owner.isAlive()) {
                each.remove();
            }
        }
        List<Part> sealed = full;
        full = new ArrayList<>();
        fullBytes = 0;
        return sealed;
    }

    /** Lets records in. */
    synchronized void open() {
        open = true;
    }

    /** Lets nothing more in; what is in stays. */
    synchronized void close() {
        open = false;
        known.forEach(this::collect);
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized long records() {
        return known.stream().mapToLong(lane -> lane.chunk.size()).sum()
                + full.stream().mapToLong(Part::size).sum();
    }

    synchronized long bytes() {
        return known.stream().mapToLong(lane -> lane.chunk.bytes()).sum() + fullBytes;
    }

    private boolean appendSlowly(Lane lane, Object record, long size) {
        awaitPermits(lane, 1);
        boolean enoughNow = false;
        while (!lane.chunk.offer(record, size)) {
            gate.awaitSpace();
            enoughNow = renew(lane);
        }
        return enoughNow;
    }

    private synchronized boolean renew(Lane lane) {
        if (!open) {
            throw gate.refusal("the record");
        }
        collect(lane);
        if (lane.renew()) {
            known.add(lane);
        }
        return fullBytes >= enough;
    }

    private void collect(Lane lane) {
        Chunk sealed = lane.seal();
        if (sealed.size() > 0) {
            add(sealed);
        }
    }

    private void add(Part part) {
        full.add(part);
        fullBytes += part.bytes();
        queue.filled(part.bytes());
    }
}
