// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from the threads of a receiver and cuts them into blocks. Each thread fills chunks of its own without a
 * lock; cutting seals them all and makes one block of them. Safe for use by many threads.
 */
public final class BlockCutter {
    /** What lets records in; all methods wait, and throw once the receiver is being stopped. */
    public interface Gate {
        /** Waits until records may be stored under the rate limit, and returns how many: at least one. */
        int permits();

        /** Waits while too many bytes are stored. */
        void awaitSpace();

        /** Makes the exception for what was not stored because the receiver is being stopped. */
        RuntimeException refusal(String what);
    }

    private final int stream;
    private final LevelBlockStore store;
    private final BlockQueue queue;
    private final Gate gate;
    private final SizeEstimator sizes = new SizeEstimator();
    private final ThreadLocal<Lane> lanes = ThreadLocal.withInitial(Lane::new);

    /** Guards the numbering of blocks: what is cut first has the lower number and is taken first. */
    private final Object order = new Object();

    private long nextNumber;

    /** Guards chunks that change hands, and what is below. Taken inside of {@link #order}, never around it. */
    private final Object hands = new Object();

    private final List<Lane> known = new ArrayList<>();
    private List<Chunk> full = new ArrayList<>();
    private boolean open;

    /**
     * Creates a cutter that lets nothing in before {@link #open()}.
     *
     * @param stream the number of the input stream
     * @param store keeps the blocks
     * @param queue holds what is to be taken
     * @param gate lets records in
     */
    public BlockCutter(int stream, LevelBlockStore store, BlockQueue queue, Gate gate) {
        this.stream = stream;
        this.store = store;
        this.queue = queue;
        this.gate = gate;
    }

    /** Adds a record to the block that is being filled. */
    public void append(Object record) {
        Lane lane = lanes.get();
        long size = sizes.of(record);
        if (lane.permits == 0 || !lane.chunk.offer(record, size)) {
            appendSlowly(lane, record, size);
        }
        lane.permits--;
    }

    /** Starts a block of its own. */
    public Draft draft() {
        return new Draft();
    }

    /** Stores bytes as a block of their own. */
    public void appendBytes(ByteBuffer bytes) {
        long size = bytes.remaining();
        checkSize(size);
        Lane lane = lanes.get();
        if (lane.permits == 0) {
            lane.permits = gate.permits();
        }
        gate.awaitSpace();
        add(store.keep(bytes), -1, size, null);
        lane.permits--;
    }

    /** Makes a block of what was stored since the last cut; none if that is nothing. */
    public void cut() {
        synchronized (order) {
            cutInOrder();
        }
    }

    /** Cuts, and takes all blocks that wait, oldest first. */
    public List<BlockInfo> take() {
        synchronized (order) {
            cutInOrder();
            return queue.takeAll();
        }
    }

    /** Lets records in. */
    public void open() {
        synchronized (hands) {
            open = true;
        }
    }

    /** Lets nothing more in; what is in stays and can be taken. */
    public void close() {
        synchronized (order) {
            synchronized (hands) {
                open = false;
                known.forEach(this::collect);
            }
        }
    }

    /** Returns the records stored and not yet taken. */
    public long records() {
        synchronized (hands) {
            long filling = known.stream().mapToLong(lane -> lane.chunk.size()).sum();
            return filling + full.stream().mapToLong(Chunk::size).sum() + queue.waitingRecords();
        }
    }

    /** Returns the estimated bytes stored and not yet taken. */
    public long bytes() {
        synchronized (hands) {
            long filling = known.stream().mapToLong(lane -> lane.chunk.bytes()).sum();
            return filling + full.stream().mapToLong(Chunk::bytes).sum() + queue.waitingBytes();
        }
    }

    private void appendSlowly(Lane lane, Object record, long size) {
        if (lane.permits == 0) {
            lane.permits = gate.permits();
        }
        while (!lane.chunk.offer(record, size)) {
            gate.awaitSpace();
            renew(lane);
        }
    }

    private void renew(Lane lane) {
        synchronized (hands) {
            if (!open) {
                throw gate.refusal("the record");
            }
            collect(lane);
            if (lane.renew()) {
                known.add(lane);
            }
        }
    }

    private void collect(Lane lane) {
        Chunk sealed = lane.seal();
        if (sealed.size() > 0) {
            full.add(sealed);
            queue.filled(sealed.bytes());
        }
    }

    private void cutInOrder() {
        List<Chunk> chunks;
        synchronized (hands) {
            known.forEach(this::collect);
            known.removeIf(lane -> !lane.owner.isAlive());
            chunks = full;
            full = new ArrayList<>();
        }
        if (!chunks.isEmpty()) {
            long bytes = chunks.stream().mapToLong(Chunk::bytes).sum();
            number(
                    store.keep(chunks, bytes),
                    chunks.stream().mapToLong(Chunk::size).sum(),
                    bytes,
                    null);
        }
    }

    /** Adds a block of its own behind what the calling thread has stored before. */
    private void add(KeptBlock block, long records, long bytes, @Nullable Object token) {
        synchronized (order) {
            if (!isOpen()) {
                block.discard();
                throw gate.refusal("the block");
            }
            cutInOrder();
            queue.filled(bytes);
            number(block, records, bytes, token);
        }
    }

    private void number(KeptBlock block, long records, long bytes, @Nullable Object token) {
        BlockInfo info = new BlockInfo(new BlockId(stream, nextNumber++), records, bytes);
        store.put(info.id(), block);
        queue.add(info, token);
    }

    private boolean isOpen() {
        synchronized (hands) {
            return open;
        }
    }

    private void checkSize(long size) {
        if (size > queue.capacity()) {
            throw new IllegalArgumentException("a block of " + size + " bytes or more is over the limit of "
                    + queue.capacity()
                    + " bytes that may wait to be processed and was not stored; store smaller blocks,"
                    + " or raise shaduf.receiver.max.bytes");
        }
    }

    /** A block that one thread fills and then stores as a whole. */
    public final class Draft {
        private final List<Chunk> chunks = new ArrayList<>();
        private Chunk chunk = new Chunk(0);
        private int permits;
        private long records;
        private long bytes;

        private Draft() {}

        /** Adds a record; waits under the limits. */
        public void add(Object record) {
            long size = sizes.of(record);
            if (permits == 0) {
                permits = gate.permits();
            }
            if (!chunk.offer(record, size)) {
                gate.awaitSpace();
                bytes += chunk.bytes();
                checkSize(bytes);
                chunk = new Chunk(Math.min(Chunk.MAX_RECORDS, Math.max(16, 2 * chunk.capacity())));
                chunks.add(chunk);
                chunk.offer(record, size);
            }
            permits--;
            records++;
        }

        /** Stores the block; what has no records and no token is nothing. */
        public void store(@Nullable Object token) {
            bytes += chunk.bytes();
            checkSize(bytes);
            if (records > 0 || token != null) {
                BlockCutter.this.add(store.keep(chunks, bytes), records, bytes, token);
            }
        }
    }
}
