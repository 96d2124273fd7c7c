// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.spi.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks that are in the receiver's log before anybody takes them. Positions say that all before them is there; so a cut
 * is one record, which the next follows once it is durable, and a block of its own says what was durable before it.
 */
final class LoggedCuts implements Cuts {
    private final OpenBlock filling;
    private final NumberedBlocks blocks;
    private final LevelBlockStore store;
    private final BlockQueue queue;
    private final BlockCutter.Gate gate;
    private final BlockCutter.Lanes lanes;
    private final BlockLog log;

    /** Held while cuts are written, one after the other. Before the lock of this object, which is never held for the disk. */
    private final Object turn = new Object();

    /** What was sealed and is in no durable block: more than one only while the log cannot be written. */
    private final Deque<Cut> waiting = new ArrayDeque<>();

    /** The first that waits, if it is in the log but could not be kept. Guarded by the turn. */
    private BlockLog.@Nullable Logged written;

    LoggedCuts(
            OpenBlock filling,
            NumberedBlocks blocks,
            LevelBlockStore store,
            BlockQueue queue,
            BlockCutter.Gate gate,
            BlockCutter.Lanes lanes,
            BlockLog log) {
        this.filling = filling;
        this.blocks = blocks;
        this.store = store;
        this.queue = queue;
        this.gate = gate;
        this.lanes = lanes;
        this.log = log;
    }

    /** Records are looked at before they are stored; one that changed since, or whose codec fails now, holds up what follows. */
    @Override
    public void cut() {
        try {
            writeAll();
        } catch (IOException e) {
            store.reportNotLogged("blocks cannot be written to the receiver's log and wait until they can", e);
        } catch (RuntimeException e) {
            store.reportNotLogged(
                    "records cannot be written to the receiver's log; they, and what is stored after them, are neither"
                            + " processed nor acknowledged until they can: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<BlockInfo> take() {
        cut();
        return blocks.take();
    }

    /** The token is not the queue's: it is given out as soon as this returns. */
    @Override
    public void add(OwnBlock block) {
        LogEntry entry = LogEntry.of(block.parts(), log.records());
        if (!filling.isOpen()) {
            throw gate.refusal("the block");
        }
        durable("the block", () -> {
            writeAll();
            return 0;
        });
        BlockInfo info = blocks.next(block.records(), block.bytes());
        boolean stored = false;
        try {
            durable("the block", () -> log.write(info, log.positions(), entry).address());
            stored = true;
        } finally {
            if (stored) {
                queue.filled(block.bytes());
                blocks.add(info, block.kept(), null);
            } else {
                blocks.giveUp(info);
            }
        }
    }

    /** What is in the log is stored, whatever is closed meanwhile. */
    @Override
    public boolean append(ByteBuffer bytes, int records) {
        filling.awaitRoom(records);
        if (!filling.isOpen()) {
            throw gate.refusal("the records");
        }
        long address = durable("the records", () -> log.part(bytes.slice(), records));
        return filling.appendWritten(bytes, records, address);
    }

    @Override
    public void close() {
        filling.close();
    }

    @Override
    public synchronized long records() {
        return filling.records()
                + waiting.stream().mapToLong(cut -> cut.info().records()).sum()
                + queue.waitingRecords();
    }

    @Override
    public synchronized long bytes() {
        return filling.bytes()
                + waiting.stream().mapToLong(cut -> cut.info().bytes()).sum()
                + queue.waitingBytes();
    }

    @Override
    public synchronized void restore(long planned, LongPredicate needed) {
        blocks.goOnAfter(planned);
        List<BlockLog.Loose> loose = log.takeLoose(planned);
        for (BlockLog.Logged found : log.takeFound()) {
            LoggedBlock block = found.block();
            BlockInfo info = blocks.restored(block);
            blocks.goOnAfter(block.number());
            if (block.number() > planned) {
                queue.filled(info.bytes());
                blocks.add(info, store.leave(log, found), null);
            } else if (needed.test(block.number())) {
                store.put(info.id(), store.leave(log, found));
            }
        }
        restore(loose);
    }

    private void restore(List<BlockLog.Loose> loose) {
        if (!loose.isEmpty()) {
            long records = loose.stream().mapToLong(BlockLog.Loose::records).sum();
            long bytes = loose.stream().mapToLong(BlockLog.Loose::bytes).sum();
            queue.filled(bytes);
            List<Long> addresses = loose.stream().map(BlockLog.Loose::address).toList();
            waiting.add(new Cut.Loose(blocks.next(records, bytes), log.positions(), addresses));
        }
    }

    /** Makes everything durable that was stored before the call. */
    private void writeAll() throws IOException {
        synchronized (turn) {
            seal();
            for (Cut cut = first(); cut != null; cut = first()) {
                write(cut);
            }
        }
    }

    private synchronized void seal() {
        List<Part> parts = new ArrayList<>();
        Map<String, Position> reached = lanes.still(() -> parts.addAll(filling.seal()));
        if (!parts.isEmpty()) {
            waiting.add(new Cut.Sealed(blocks.next(Part.records(parts), Part.bytes(parts)), reached, parts));
        }
    }

    private synchronized @Nullable Cut first() {
        return waiting.peek();
    }

    private void write(Cut cut) throws IOException {
        BlockLog.Logged logged = written;
        if (logged == null) {
            logged = log.write(cut.info(), cut.positions(), cut.entry(log.records()));
            written = logged;
        }
        KeptBlock kept = cut.keep(store, log, logged);
        synchronized (this) {
            waiting.remove();
            blocks.add(cut.info(), kept, null);
        }
        written = null;
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
}
