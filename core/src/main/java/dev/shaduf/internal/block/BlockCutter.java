// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.spi.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
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

    private final int stream;
    private final LevelBlockStore store;
    private final BlockQueue queue;
    private final Gate gate;
    private final SizeEstimator sizes = new SizeEstimator();
    private final OpenBlock filling;
    private final @Nullable BlockWriting writing;
    private final Lanes lanes;
    /** Held while what was written is made durable, so that nobody takes blocks that are not. Before the other. */
    private final Object durability = new Object();

    /** Guards the numbering of blocks: what is cut first has the lower number and is taken first. */
    private final Object order = new Object();

    /** Blocks that have a number, and wait for the log before they are added. */
    private final NavigableSet<Long> unfinished = new TreeSet<>();

    /** What was sealed and is in no block yet: more than nothing only while it cannot be written. */
    private final List<Part> sealed = new ArrayList<>();

    /** What of the lanes is in blocks that are durable. */
    private volatile Map<String, Position> durable;

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
        this(stream, store, queue, gate, blockBytes, null, cut -> {
            cut.run();
            return Map.of();
        });
    }

    /**
     * Creates a cutter that writes all it cuts into a log.
     *
     * @param blockBytes bytes from which on a block is cut, as estimated
     * @param log the receiver's log; {@code null} for none
     * @param lanes says what the blocks hold
     */
    public BlockCutter(
            int stream,
            LevelBlockStore store,
            BlockQueue queue,
            Gate gate,
            long blockBytes,
            @Nullable BlockLog log,
            Lanes lanes) {
        this.writing = log == null ? null : new BlockWriting(log);
        this.durable = log == null ? Map.of() : log.positions();
        this.lanes = lanes;
        this.stream = stream;
        this.store = store;
        this.queue = queue;
        this.gate = gate;
        this.filling = new OpenBlock(queue, gate, sizes, blockBytes, store.pages());
    }

    /**
     * Refuses a record that the log could not hold.
     *
     * @throws dev.shaduf.engine.codec.CodecException if it cannot be written
     */
    public void check(Object record) {
        if (writing != null) {
            writing.log().records().check(record);
        }
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
        BlockWriting log = writing;
        if (log == null) {
            appendEncoded(bytes.slice(), records, EncodedPart.NOT_LOGGED);
            return;
        }
        filling.awaitRoom(records);
        long address = durable("the records", () -> log.log().part(bytes.slice(), records));
        appendEncoded(bytes.slice(), records, address);
    }

    private void appendEncoded(ByteBuffer bytes, int records, long address) {
        if (filling.append(bytes, records, address)) {
            cut();
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
        return new Draft();
    }

    /** Stores bytes as a block of their own, whose records only decoding will tell. */
    public void appendBytes(ByteBuffer bytes) {
        long size = bytes.remaining();
        checkSize(size);
        filling.takePermit();
        gate.awaitSpace();
        KeptBlock block = store.keepEncoded(List.of(bytes.slice()), size);
        add(block, -1, size, null, (log, info) -> log.write(info, bytes.slice()));
    }

    /** Makes a block of what was stored since the last cut, durable where there is a log; none if that is nothing. */
    public void cut() {
        cutDurably(limit -> {});
    }

    /** Cuts, and takes all blocks that wait, oldest first; none where the log has failed, which is reported. */
    public List<BlockInfo> take() {
        List<BlockInfo> taken = new ArrayList<>();
        cutDurably(limit -> taken.addAll(queue.takeBefore(limit)));
        return taken;
    }

    /** Cuts, and returns the last position of every lane that is durable then: what a peer may be told. */
    public Map<String, Position> durablePositions() {
        cut();
        return durable;
    }

    /**
     * Puts blocks that a log holds from before where they belong; to be called before anything is stored.
     *
     * @param planned whether a plan has the block of a number as input
     * @param needed whether a block that was planned will be read again
     */
    public void restore(LongPredicate planned, LongPredicate needed) {
        BlockWriting log = writing;
        if (log != null) {
            synchronized (order) {
                log.log().takeFound().forEach(found -> restore(log.log(), found, planned, needed));
                restoreLoose(log);
            }
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
            return filling.records() + sealed.stream().mapToLong(Part::size).sum() + queue.waitingRecords();
        }
    }

    /** Returns the estimated bytes stored and not yet taken. */
    public long bytes() {
        synchronized (order) {
            return filling.bytes() + sealed.stream().mapToLong(Part::bytes).sum() + queue.waitingBytes();
        }
    }

    /**
     * Cuts, and passes on the number below which all blocks are durable and none is to come: plans know blocks by the highest
     * number that was taken.
     */
    private void cutDurably(LongConsumer then) {
        BlockWriting log = writing;
        if (log == null) {
            synchronized (order) {
                cutInOrder();
                then.accept(Long.MAX_VALUE);
            }
            return;
        }
        synchronized (durability) {
            BlockWriting.Pending pending;
            Map<String, Position> written;
            long limit;
            synchronized (order) {
                cutUnlessRefused();
                pending = log.pending();
                written = log.positions();
                limit = unfinished.isEmpty() ? nextNumber : unfinished.first();
            }
            if (isDurable(pending)) {
                durable = written;
                then.accept(limit);
            }
        }
    }

    private boolean isDurable(BlockWriting.Pending pending) {
        try {
            pending.sync();
            return true;
        } catch (IOException e) {
            synchronized (order) {
                pending.again();
            }
            store.reportNotLogged("blocks cannot be written to the receiver's log and wait until they can", e);
            return false;
        }
    }

    /** Records are looked at before they are stored; one that changed since, or whose codec fails now, holds up what follows. */
    private void cutUnlessRefused() {
        try {
            cutInOrder();
        } catch (RuntimeException e) {
            store.reportNotLogged(
                    "records cannot be written to the receiver's log; they, and what is stored after them, are neither"
                            + " processed nor acknowledged until they can: " + e.getMessage(),
                    e);
        }
    }

    /** Where it fails, all that was sealed stays for the next cut, and no position counts as stored. */
    private void cutInOrder() {
        BlockWriting log = writing;
        Map<String, Position> reached = lanes.still(() -> sealed.addAll(filling.seal()));
        List<Run> runs = Run.of(sealed, parts -> log == null ? List.of() : log.encode(parts));
        for (int i = 0; i < runs.size(); i++) {
            if (log != null && i == runs.size() - 1) {
                log.reached(reached);
            }
            number(runs.get(i));
            sealed.subList(0, runs.get(i).parts().size()).clear();
        }
    }

    private void number(Run run) {
        BlockInfo info = next(run.records(), run.bytes());
        if (writing != null) {
            writing.write(info, run.parts(), run.contents());
        }
        number(store.keep(run.parts(), run.bytes()), info, null);
    }

    /** Writes a block into the log. */
    private interface Writer {
        long write(BlockWriting log, BlockInfo info) throws IOException;
    }

    /** Adds a block of its own behind what the calling thread has stored before. */
    private void add(KeptBlock block, long records, long bytes, @Nullable Object token, Writer writer) {
        try {
            if (writing == null) {
                addNow(block, records, bytes, token);
            } else {
                addDurable(writing, block, records, bytes, writer);
            }
        } catch (RuntimeException e) {
            block.discard();
            throw e;
        }
    }

    private void addNow(KeptBlock block, long records, long bytes, @Nullable Object token) {
        synchronized (order) {
            cutBefore();
            queue.filled(bytes);
            number(block, next(records, bytes), token);
        }
    }

    /** The token is not the queue's: it is given out as soon as this returns. */
    private void addDurable(BlockWriting log, KeptBlock block, long records, long bytes, Writer writer) {
        BlockInfo info = numbered(records, bytes);
        boolean stored = false;
        try {
            awaitWritten(log, info, writer);
            stored = true;
        } finally {
            synchronized (order) {
                unfinished.remove(info.id().number());
                if (stored) {
                    queue.filled(bytes);
                    number(block, info, null);
                }
            }
        }
    }

    private BlockInfo numbered(long records, long bytes) {
        synchronized (order) {
            cutBefore();
            BlockInfo info = next(records, bytes);
            unfinished.add(info.id().number());
            return info;
        }
    }

    private void awaitWritten(BlockWriting log, BlockInfo info, Writer writer) {
        durable("the block", () -> {
            long address;
            synchronized (order) {
                address = writer.write(log, info);
                log.release(address);
            }
            log.log().sync(address);
            return address;
        });
    }

    private void cutBefore() {
        if (!filling.isOpen()) {
            throw gate.refusal("the block");
        }
        cutInOrder();
    }

    private BlockInfo next(long records, long bytes) {
        return new BlockInfo(new BlockId(stream, nextNumber++), records, bytes);
    }

    private void number(KeptBlock block, BlockInfo info, @Nullable Object token) {
        store.put(info.id(), block);
        queue.add(info, token);
    }

    private void restore(BlockLog log, BlockLog.Logged found, LongPredicate planned, LongPredicate needed) {
        LoggedBlock block = found.block();
        BlockInfo info = new BlockInfo(new BlockId(stream, block.number()), block.records(), block.bytes());
        nextNumber = Math.max(nextNumber, block.number() + 1);
        if (!planned.test(block.number())) {
            queue.filled(info.bytes());
            number(store.leave(log, found), info, null);
        } else if (needed.test(block.number())) {
            store.put(info.id(), store.leave(log, found));
        }
    }

    /** What was stored and in no block becomes one. */
    private void restoreLoose(BlockWriting log) {
        NavigableMap<Long, Integer> loose = log.log().takeLoose();
        if (!loose.isEmpty()) {
            long records = loose.values().stream().mapToLong(Integer::longValue).sum();
            BlockInfo info = next(records, records);
            BlockLog.Logged written = log.writeLoose(info, List.copyOf(loose.keySet()));
            queue.filled(info.bytes());
            number(store.leave(log.log(), written), info, null);
        }
    }

    private interface DurableWork {
        long run() throws IOException;
    }

    private static long durable(String what, DurableWork work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    what + " was not stored: the receiver's log cannot be written: " + e.getMessage(), e);
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
                BlockCutter.this.add(
                        store.keepObjects(chunks, bytes),
                        records,
                        bytes,
                        token,
                        (log, info) -> log.write(info, chunks));
            }
        }
    }
}
