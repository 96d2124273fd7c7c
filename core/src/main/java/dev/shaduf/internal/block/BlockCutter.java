// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from the threads of a receiver and cuts them into blocks, which it numbers in the order of storing. Safe for
 * use by many threads.
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
    private final OpenBlock filling;

    /** Guards the numbering of blocks: what is cut first has the lower number and is taken first. */
    private final Object order = new Object();

    private long nextNumber;

    /**
     * Creates a cutter that lets nothing in before {@link #open()}.
     *
     * @param stream the number of the input stream
     * @param store keeps the blocks
     * @param queue holds what is to be taken
     * @param gate lets records in
     * @param blockBytes bytes from which on a block is cut, as estimated
     */
    public BlockCutter(int stream, LevelBlockStore store, BlockQueue queue, Gate gate, long blockBytes) {
        this.stream = stream;
        this.store = store;
        this.queue = queue;
        this.gate = gate;
        this.filling = new OpenBlock(queue, gate, sizes, blockBytes);
    }

    /** Adds a record to the block that is being filled. */
    public void append(Object record) {
        if (filling.append(record)) {
            cut();
        }
    }

    /** Adds records that stand in bytes to the block that is being filled. */
    public void appendEncoded(ByteBuffer bytes, int records) {
        checkSize(bytes.remaining());
        if (filling.append(bytes.slice(), records)) {
            cut();
        }
    }

    /** Waits until the calling thread may store records under the rate limit, and returns how many. */
    public int awaitPermits() {
        return filling.awaitPermits(1);
    }

    /** Starts a block of its own. */
    public Draft draft() {
        return new Draft();
    }

    /** Stores bytes as a block of their own, whose records only decoding will tell. */
    public void appendBytes(ByteBuffer bytes) {
        long size = bytes.remaining();
        checkSize(size);
        filling.takePermit();
        gate.awaitSpace();
        add(store.keepEncoded(List.of(bytes.slice()), size), -1, size, null);
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
        filling.open();
    }

    /** Lets nothing more in; what is in stays and can be taken. */
    public void close() {
        synchronized (order) {
            filling.close();
        }
    }

    /** Returns the records stored and not yet taken. */
    public long records() {
        synchronized (order) {
            return filling.records() + queue.waitingRecords();
        }
    }

    /** Returns the estimated bytes stored and not yet taken. */
    public long bytes() {
        synchronized (order) {
            return filling.bytes() + queue.waitingBytes();
        }
    }

    /** A block is of one form: where records and bytes follow each other, there are several. */
    private void cutInOrder() {
        List<Part> parts = filling.seal();
        int from = 0;
        for (int i = 1; i <= parts.size(); i++) {
            if (i == parts.size() || parts.get(i).getClass() != parts.get(from).getClass()) {
                number(parts.subList(from, i));
                from = i;
            }
        }
    }

    private void number(List<Part> parts) {
        long records = parts.stream().mapToLong(Part::size).sum();
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        number(store.keep(parts, bytes), records, bytes, null);
    }

    /** Adds a block of its own behind what the calling thread has stored before. */
    private void add(KeptBlock block, long records, long bytes, @Nullable Object token) {
        synchronized (order) {
            if (!filling.isOpen()) {
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
                BlockCutter.this.add(store.keepObjects(chunks, bytes), records, bytes, token);
            }
        }
    }
}
