// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.spi.Position;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
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

    /** Says up to where lanes have been stored. */
    public interface Lanes {
        /** Runs something while no store with a position is half done, and returns the last position of every lane. */
        Map<String, Position> still(Runnable cut);
    }

    private final LevelBlockStore store;
    private final BlockQueue queue;
    private final Gate gate;
    private final SizeEstimator sizes = new SizeEstimator();
    private final OpenBlock filling;
    private final Cuts cuts;
    private final @Nullable BlockLog log;

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
        this.store = store;
        this.queue = queue;
        this.gate = gate;
        this.log = null;
        this.filling = new OpenBlock(queue, gate, sizes, blockBytes, store.pages());
        this.cuts = new PlainCuts(filling, new NumberedBlocks(stream, store, queue), store, queue, gate);
    }

    /**
     * Creates a cutter that writes all it cuts into a log.
     *
     * @param blockBytes bytes from which on a block is cut, as estimated
     * @param log the receiver's log
     * @param lanes says what the blocks hold
     */
    public BlockCutter(
            int stream,
            LevelBlockStore store,
            BlockQueue queue,
            Gate gate,
            long blockBytes,
            BlockLog log,
            Lanes lanes) {
        this.store = store;
        this.queue = queue;
        this.gate = gate;
        this.log = log;
        this.filling = new OpenBlock(queue, gate, sizes, blockBytes, store.pages());
        this.cuts = new LoggedCuts(filling, new NumberedBlocks(stream, store, queue), store, queue, gate, lanes, log);
    }

    /**
     * Refuses a record that the log could not hold.
     *
     * @throws dev.shaduf.engine.codec.CodecException if it cannot be written
     */
    public void check(Object record) {
        if (log != null) {
            log.records().check(record);
        }
    }

    /** Adds a record to the block that is being filled. */
    public void append(Object record) {
        if (filling.append(record)) {
            cuts.cut();
        }
    }

    /** Adds records that stand in bytes to the block that is being filled; with a log, they are durable at the return. */
    public void appendEncoded(ByteBuffer bytes, int records) {
        queue.checkFits(bytes.remaining());
        if (cuts.append(bytes.slice(), records)) {
            cuts.cut();
        }
    }

    /** Waits until {@link #appendNow} may be called by this thread. */
    public void awaitRoom() {
        filling.awaitRoom(1);
    }

    /** Adds a record without waiting for anything. */
    public void appendNow(Object record) {
        filling.appendNow(record);
    }

    /** Waits until the calling thread may store records under the rate limit, and returns how many. */
    public int awaitPermits() {
        return filling.awaitPermits(1);
    }

    /** Starts a block of its own. */
    public Draft draft() {
        return new Draft(this, filling, queue, gate, sizes);
    }

    /** Stores bytes as a block of their own, whose records only decoding will tell. */
    public void appendBytes(ByteBuffer bytes) {
        ByteBuffer content = bytes.slice();
        long size = content.remaining();
        queue.checkFits(size);
        filling.takePermit();
        gate.awaitSpace();
        KeptBlock kept = store.keepEncoded(List.of(content), size);
        add(new OwnBlock(List.of(new EncodedPart(content, -1)), kept, -1, size, null));
    }

    /** Stores records as a block of their own. */
    void addObjects(List<Chunk> chunks, long records, long bytes, @Nullable Object token) {
        add(new OwnBlock(chunks, store.keepObjects(chunks, bytes), records, bytes, token));
    }

    private void add(OwnBlock block) {
        try {
            cuts.add(block);
        } catch (RuntimeException e) {
            block.kept().discard();
            throw e;
        }
    }

    /** Makes a block of what was stored since the last cut, durable where there is a log; none if that is nothing. */
    public void cut() {
        cuts.cut();
    }

    /** Cuts, and takes the blocks that wait, lowest number first; none beyond one that the log has not, which is reported. */
    public List<BlockInfo> take() {
        return cuts.take();
    }

    /** Cuts, and returns the last position of every lane that is durable then: what a peer may be told. */
    public Map<String, Position> durablePositions() {
        cuts.cut();
        return log == null ? Map.of() : log.positions();
    }

    /**
     * Puts blocks that a log holds from before where they belong; to be called before anything is stored.
     *
     * @param planned the highest number of a block that a plan has as input; -1 for none
     * @param needed whether a block that was planned will be read again
     */
    public void restore(long planned, LongPredicate needed) {
        cuts.restore(planned, needed);
    }

    /** Lets records in. */
    public void open() {
        filling.open();
    }

    /** Lets nothing more in; what is in stays and can be taken. */
    public void close() {
        cuts.close();
    }

    /** Returns the records stored and not yet taken. */
    public long records() {
        return cuts.records();
    }

    /** Returns the estimated bytes stored and not yet taken. */
    public long bytes() {
        return cuts.bytes();
    }
}
