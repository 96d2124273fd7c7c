// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What has been fetched of one partition and not been read: first what belongs to planned splits, then what is still to be
 * planned. The thread that fetches appends, the one that plans cuts, tasks read. Safe for use by these.
 */
final class PartitionBuffer {
    private final TopicPartition partition;
    private long capacity;
    private final Runnable room;
    private final Deque<Block> unplanned = new ArrayDeque<>();
    private final Deque<Cut> filling = new ArrayDeque<>();
    private final TreeMap<Long, Cut> cuts = new TreeMap<>();
    private final Density density = new Density();
    private long planned;
    private long position;
    private long end;
    private long bytes;
    private int leaderEpoch = -1;
    private boolean full;
    private boolean closed;

    /**
     * Creates an empty buffer.
     *
     * @param partition the partition
     * @param from the first offset to plan
     * @param capacity how many bytes to hold before fetching pauses
     * @param room is called when there is room again
     */
    PartitionBuffer(TopicPartition partition, long from, long capacity, Runnable room) {
        this.partition = partition;
        this.capacity = capacity;
        this.room = room;
        begin(from);
    }

    /** Changes how many bytes to hold before fetching pauses. */
    synchronized void setCapacity(long bytesHeld) {
        capacity = bytesHeld;
    }

    synchronized long capacity() {
        return capacity;
    }

    TopicPartition partition() {
        return partition;
    }

    private void begin(long from) {
        planned = from;
        position = from;
        end = from;
    }

    /** Sends whoever waits for what was planned to a consumer of its own, because the records cannot be fetched. */
    synchronized void giveUp() {
        filling.clear();
        drop(cut -> true, 0);
        notifyAll();
    }

    synchronized long position() {
        return position;
    }

    /** Goes on elsewhere. Whoever waits for what was planned reads it by a consumer of its own. */
    synchronized long reset(long from) {
        unplanned.clear();
        filling.clear();
        cuts.values().forEach(Cut::abandon);
        cuts.clear();
        bytes = 0;
        leaderEpoch = -1;
        begin(from);
        notifyAll();
        return from;
    }

    /** Goes on at an offset, or behind what has been planned, if that is further; returns where. */
    synchronized long skipTo(long from) {
        return reset(Math.max(from, planned));
    }

    /** Takes what was fetched. */
    synchronized void append(Block fetched) {
        density.add(position, fetched);
        position = fetched.next();
        leaderEpoch = Math.max(leaderEpoch, fetched.leaderEpoch());
        Block rest = fetched;
        while (rest != null && !filling.isEmpty()) {
            rest = fill(filling.getFirst(), rest);
        }
        if (rest != null && rest.size() > 0) {
            unplanned.add(rest);
            bytes += rest.bytes();
        }
        notifyAll();
    }

    /** Gives a cut what belongs to it and returns the rest. */
    private @Nullable Block fill(Cut cut, Block block) {
        int count = block.before(cut.until());
        boolean whole = count == block.size();
        Block part = whole ? block : block.head(count);
        bytes -= cut.bytes();
        cut.add(part);
        bytes += cut.bytes();
        if (cut.complete()) {
            filling.removeFirst();
        }
        return whole ? null : block.tail(count);
    }

    /** Learns where the consumer and the end of the partition are. */
    synchronized void advanced(long newPosition, long newEnd) {
        if (newPosition > position) {
            append(Block.gap(newPosition));
        }
        end = Math.max(newEnd, position);
    }

    /** Tells whether fetching should go on; lets go of what is kept only in case. Who waits may have to make more room. */
    synchronized boolean hasRoom() {
        if (bytes >= capacity) {
            drop(Cut::spare, capacity);
        }
        full = bytes >= capacity;
        if (full) {
            notifyAll();
        }
        return !full;
    }

    /** Returns about how many records could be planned. */
    synchronized long available() {
        return buffered() + density.records(end - Math.max(planned, position));
    }

    synchronized long planned() {
        return planned;
    }

    /** Returns the number of offsets not planned yet. */
    synchronized long lag() {
        return Math.max(0, end - planned);
    }

    /** Plans the next records: those that have arrived, and when they are not enough, some of those that will. */
    synchronized PartitionRange plan(long most, String topicId, String topic) {
        long from = planned;
        long count = 0;
        Iterator<Block> blocks = unplanned.iterator();
        while (blocks.hasNext() && count < most) {
            Block block = blocks.next();
            int taken = (int) Math.min(block.size(), most - count);
            count += taken;
            planned = taken == block.size() ? block.next() : block.head(taken).next();
        }
        // Earlier plans may have gone beyond what has arrived.
        long base = Math.max(planned, position);
        boolean arrived = blocks.hasNext() || count >= most || end <= base;
        if (!arrived) {
            long offsets = Math.min(end - base, density.offsets(most - count));
            count += density.records(offsets);
            planned = base + offsets;
        } else if (buffered() == count) {
            planned = base;
        }
        return new PartitionRange(
                topic, topicId, partition.partition(), from, planned, arrived ? leaderEpoch : -1, count);
    }

    /** Makes the splits of what was planned ready to be read. */
    synchronized void cut(long from, long until) {
        Cut cut = new Cut(from, until);
        cuts.put(from, cut);
        filling.add(cut);
        List<Block> waiting = new ArrayList<>(unplanned);
        unplanned.clear();
        for (Block block : waiting) {
            Block rest = block;
            bytes -= block.bytes();
            while (rest != null && !filling.isEmpty()) {
                rest = fill(filling.getFirst(), rest);
            }
            if (rest != null) {
                unplanned.add(rest);
                bytes += rest.bytes();
            }
        }
        if (!filling.isEmpty() && filling.getFirst() == cut && unplanned.isEmpty()) {
            cut.add(Block.gap(Math.max(from, position)));
            if (cut.complete()) {
                filling.removeFirst();
            }
        }
    }

    /** Begins to read a split; null if it is not to be had here. */
    synchronized @Nullable Cut claim(long from, long until) {
        Cut cut = cuts.get(from);
        return cut != null && cut.until() == until && cut.claim() ? cut : null;
    }

    /**
     * Waits for a block.
     *
     * @return the block, or null if there will be none: the cut is at its end, or this buffer is
     */
    synchronized @Nullable Block next(Cut cut, int number, long timeoutNanos) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (!cut.has(number)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (cut.complete() || cut.abandoned() || closed || left <= 0) {
                return null;
            }
            makeRoomFor(cut);
            wait(left);
        }
        long before = cut.bytes();
        Block block = cut.block(number);
        bytes -= before - cut.bytes();
        signalRoom();
        return block;
    }

    /** Tells whether all of a cut has been fetched, and none of it dropped. */
    synchronized boolean ended(Cut cut) {
        return cut.complete() && !cut.abandoned();
    }

    /** What waits before a cut that is being read was passed over, and must not keep it from being filled. */
    private void makeRoomFor(Cut cut) {
        if (full) {
            drop(other -> other.from() < cut.from(), 0);
            signalRoom();
        }
    }

    synchronized void release(Cut cut) {
        bytes -= cut.bytes();
        cut.release();
        bytes += cut.bytes();
        if (cut.streamed()) {
            cuts.remove(cut.from(), cut);
        }
        signalRoom();
    }

    /** Lets go of what was planned before an offset. */
    synchronized void forget(long until) {
        drop(cut -> cut.until() <= until, 0);
        signalRoom();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void signalRoom() {
        if (full && bytes < capacity / 2) {
            full = false;
            room.run();
        }
    }

    private void drop(Predicate<Cut> which, long downTo) {
        Iterator<Cut> all = cuts.values().iterator();
        while (all.hasNext() && (downTo == 0 || bytes >= downTo)) {
            Cut cut = all.next();
            if (which.test(cut)) {
                bytes -= cut.bytes();
                cut.abandon();
                all.remove();
            }
        }
    }

    private long buffered() {
        long count = 0;
        for (Block block : unplanned) {
            count += block.size();
        }
        return count;
    }
}
