// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogDamage;
import dev.shaduf.internal.log.LogVisitor;
import dev.shaduf.spi.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one receiver: its blocks, and the last positions of its lanes. Bytes that a receiver stores are written as they
 * come, before {@code store} returns; the record of the block that they are cut into names them. What is in no block when the
 * process ends is a block of its own in the next. A block counts once its record is durable. Safe for use by many threads.
 */
public final class BlockLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockLog.class);
    private static final byte PART = 1;
    private static final int PART_HEADER = 1 + Integer.BYTES;

    private final Log log;
    private final CodedRecords records;
    /** Where a block begins: the lowest address that reading it takes. */
    private final NavigableMap<Long, Long> begins = new ConcurrentSkipListMap<>();

    private final NavigableSet<Long> inNoBlock = new ConcurrentSkipListSet<>();
    private final List<LogDamage> damages = new ArrayList<>();
    private final NavigableMap<Long, Loose> loose = new TreeMap<>();
    private List<Logged> found = new ArrayList<>();
    private Map<String, Position> positions = Map.of();

    /** Whether a lane is still remembered: a block may be written while one is being forgotten. */
    private Predicate<String> lanes = lane -> true;

    /** Where the last block is that says all positions. */
    private long said;

    /**
     * A block and where its record is.
     *
     * @param address of its record
     * @param block what it says
     */
    record Logged(long address, LoggedBlock block) {}

    /**
     * What was in no block when the log was opened.
     *
     * @param address where it is
     * @param records how many records
     * @param bytes its length
     */
    record Loose(long address, int records, long bytes) {}

    private BlockLog(Log log, CodedRecords records) {
        this.log = log;
        this.records = records;
    }

    /**
     * Reads a log, which is this object's from here on.
     *
     * @param log an open log of this receiver alone
     * @param codecs how records are written that were not stored as bytes
     */
    public static BlockLog open(Log log, Codecs codecs) throws IOException {
        BlockLog blocks = new BlockLog(log, new CodedRecords(codecs));
        log.tear().ifPresent(tear -> LOG.warn("{}; nothing in it had become durable", tear));
        log.read(new LogVisitor() {
            @Override
            public void record(long address, ByteBuffer record) throws IOException {
                blocks.found(address, record);
            }

            @Override
            public void damage(LogDamage damage) {
                blocks.damages.add(damage);
            }
        });
        return blocks;
    }

    /** Forgets lanes from here on that nobody remembers. */
    public synchronized void lanes(Predicate<String> remembered) {
        lanes = remembered;
    }

    /** Returns how records are written that were not stored as bytes. */
    CodedRecords records() {
        return records;
    }

    /** Lists what of the log was lost, by damage. */
    public List<LogDamage> damages() {
        return List.copyOf(damages);
    }

    /** Returns the last durable position of every lane. */
    public synchronized Map<String, Position> positions() {
        return remembered(positions);
    }

    /** Gives away the blocks found when it was opened, in order. */
    List<Logged> takeFound() {
        List<Logged> blocks = found;
        found = new ArrayList<>();
        return blocks;
    }

    /**
     * Gives away what was in no block when it was opened, in order; before {@link #takeFound}. What may have been in a block that
     * is lost and that a plan has is not in it: it would be processed twice.
     *
     * @param planned the highest number of a block that a plan has
     */
    List<Loose> takeLoose(long planned) {
        List<Loose> parts = new ArrayList<>();
        for (Loose part : loose.values()) {
            if (damages.stream().anyMatch(damage -> damage.from() > part.address() && hidesPlanned(damage, planned))) {
                inNoBlock.remove(part.address());
            } else {
                parts.add(part);
            }
        }
        loose.clear();
        return parts;
    }

    /** Tells whether the number of a block that a plan has is missing where something is lost. */
    private boolean hidesPlanned(LogDamage damage, long planned) {
        long before = -1;
        long after = Long.MAX_VALUE;
        for (Logged logged : found) {
            if (logged.address() < damage.from()) {
                before = Math.max(before, logged.block().number());
            } else {
                after = Math.min(after, logged.block().number());
            }
        }
        return before < planned && before + 1 < after;
    }

    /** Tells whether a block is in the log. */
    public boolean holds(long number) {
        return begins.containsKey(number);
    }

    /** Counts the blocks that were in the log when it was opened, and for which a receiver has a use; what is in none counts as one. */
    public long count(LongPredicate useful) {
        long blocks = found.stream()
                .filter(logged -> useful.test(logged.block().number()))
                .count();
        return loose.isEmpty() ? blocks : blocks + 1;
    }

    /** Writes bytes that will be in a block; returns their address when they are durable. */
    long part(ByteBuffer bytes, int records) throws IOException {
        ByteBuffer header =
                ByteBuffer.allocate(PART_HEADER).put(PART).putInt(records).flip();
        long address;
        synchronized (this) {
            address = log.append(header, bytes);
            inNoBlock.add(address);
        }
        try {
            log.sync(address);
        } catch (IOException e) {
            inNoBlock.remove(address);
            throw e;
        }
        return address;
    }

    /**
     * Writes a block; returns when it is durable.
     *
     * @param reached the last position of every lane, this block included
     */
    Logged write(BlockInfo info, Map<String, Position> reached, LogEntry entry) throws IOException {
        LoggedBlock block = new LoggedBlock(info.id().number(), info.records(), info.bytes(), reached, entry.parts());
        List<ByteBuffer> record = new ArrayList<>();
        record.add(block.encode());
        record.addAll(entry.contents());
        long address = log.append(record.toArray(ByteBuffer[]::new));
        log.sync(address);
        remember(address, block);
        return new Logged(address, block);
    }

    /** Reads what the record of a block holds of it: one content per part, empty for those that were written before. */
    List<ByteBuffer> contents(Logged logged) throws IOException {
        LoggedBlock block = logged.block();
        return block.contents(block.hasContents() ? log.read(logged.address()) : ByteBuffer.allocate(0));
    }

    /** Reads all parts of a block. */
    List<ByteBuffer> read(Logged logged) throws IOException {
        List<ByteBuffer> parts = contents(logged);
        for (int i = 0; i < parts.size(); i++) {
            LoggedPart part = logged.block().parts().get(i);
            if (part.isWritten()) {
                parts.set(i, part(part.place()));
            }
        }
        return parts;
    }

    /** Reads what was written before its block. */
    ByteBuffer part(long address) throws IOException {
        return log.read(address).position(PART_HEADER).slice();
    }

    /** Frees the space of blocks with lower numbers; the last block that says all positions stays. */
    public void forgetBefore(long number) throws IOException {
        log.truncateBefore(needed(number));
    }

    private synchronized long needed(long number) {
        begins.headMap(number).clear();
        long needed = said;
        for (long begin : begins.values()) {
            needed = Math.min(needed, begin);
        }
        return inNoBlock.isEmpty() ? needed : Math.min(needed, inNoBlock.first());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private void found(long address, ByteBuffer record) throws IOException {
        byte kind = record.get(record.position());
        if (kind == PART) {
            int records = record.getInt(record.position() + 1);
            loose.put(address, new Loose(address, records, record.remaining() - PART_HEADER));
            inNoBlock.add(address);
        } else if (kind == LoggedBlock.KIND) {
            LoggedBlock whole = LoggedBlock.decode(record);
            LoggedBlock block = whole.without(whole.written()
                    .filter(place -> !loose.containsKey(place))
                    .boxed()
                    .collect(Collectors.toSet()));
            block.written().forEach(loose::remove);
            found.add(new Logged(address, block));
            remember(address, block);
        } else {
            throw new IOException("the record at address " + address + " is of kind " + kind
                    + ", which this version of Shaduf does not know; use the version that wrote it");
        }
    }

    private synchronized void remember(long address, LoggedBlock block) {
        begins.put(block.number(), Math.min(address, block.written().min().orElse(address)));
        block.written().forEach(inNoBlock::remove);
        Map<String, Position> reached = remembered(block.positions());
        Map<String, Position> all = new TreeMap<>(remembered(positions));
        reached.forEach((lane, position) -> all.merge(lane, position, (a, b) -> b.after(a) ? b : a));
        positions = all;
        if (reached.equals(all)) {
            said = Math.max(said, address);
        }
    }

    private Map<String, Position> remembered(Map<String, Position> of) {
        return of.keySet().stream().allMatch(lanes) ? of : without(of, lanes.negate());
    }

    private static Map<String, Position> without(Map<String, Position> of, Predicate<String> forgotten) {
        Map<String, Position> left = new TreeMap<>(of);
        left.keySet().removeIf(forgotten);
        return left;
    }
}
