// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.block.LoggedBlock.Form;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one receiver: its blocks, and the last positions of its lanes. Bytes that a receiver stores are written as they
 * come, before {@code store} returns; the record of the block that they are cut into names them. What is in no block when the
 * process ends is a block of its own in the next. Safe for use by many threads.
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
    private final NavigableMap<Long, Integer> loose = new TreeMap<>();
    private List<Logged> found = new ArrayList<>();
    private long lastBlock = -1;

    /**
     * A block and where its record is.
     *
     * @param address of its record
     * @param block what it says
     */
    record Logged(long address, LoggedBlock block) {}

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

    /** Returns how records are written that were not stored as bytes. */
    CodedRecords records() {
        return records;
    }

    /** Lists what of the log was lost, by damage. */
    public List<LogDamage> damages() {
        return List.copyOf(damages);
    }

    /** Returns the last durable position of every lane, as of opening. */
    public Map<String, Position> positions() {
        Map<String, Position> last = new TreeMap<>();
        for (Logged logged : found) {
            logged.block()
                    .positions()
                    .forEach((lane, position) -> last.merge(lane, position, (a, b) -> b.after(a) ? b : a));
        }
        return last;
    }

    /** Gives away the blocks found when it was opened, in order. */
    List<Logged> takeFound() {
        List<Logged> blocks = found;
        found = new ArrayList<>();
        return blocks;
    }

    /** Gives away what was in no block when it was opened: addresses and numbers of records, in order. */
    NavigableMap<Long, Integer> takeLoose() {
        NavigableMap<Long, Integer> parts = new TreeMap<>(loose);
        loose.clear();
        return parts;
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

    /** Writes a block, durable after {@link #sync}; returns the address of its record. */
    long block(LoggedBlock block, List<ByteBuffer> contents) {
        List<ByteBuffer> record = new ArrayList<>();
        record.add(block.encode());
        record.addAll(contents);
        long address = log.append(record.toArray(ByteBuffer[]::new));
        remember(address, block);
        return address;
    }

    void sync(long address) throws IOException {
        log.sync(address);
    }

    void syncAll(long first, long last) throws IOException {
        log.sync(first, last);
    }

    /** Reads the parts of a block. */
    List<ByteBuffer> read(Logged logged) throws IOException {
        LoggedBlock block = logged.block();
        if (block.form() != Form.WRITTEN) {
            return block.contents(log.read(logged.address()));
        }
        List<ByteBuffer> parts = new ArrayList<>();
        for (long address : block.parts()) {
            parts.add(log.read(address).position(PART_HEADER).slice());
        }
        return parts;
    }

    /** Frees the space of blocks with lower numbers; the last block stays, because it says the positions. */
    public void forgetBefore(long number) throws IOException {
        log.truncateBefore(needed(number));
    }

    private synchronized long needed(long number) {
        begins.headMap(number).clear();
        long needed = Math.max(0, lastBlock);
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
        if (record.get(record.position()) == PART) {
            loose.put(address, record.getInt(record.position() + 1));
            return;
        }
        LoggedBlock block = LoggedBlock.decode(record);
        if (block.form() == Form.WRITTEN) {
            block.parts().forEach(loose::remove);
        }
        found.add(new Logged(address, block));
        remember(address, block);
    }

    private synchronized void remember(long address, LoggedBlock block) {
        long first = block.form() == Form.WRITTEN
                ? block.parts().stream().mapToLong(Long::longValue).min().orElse(address)
                : address;
        begins.put(block.number(), Math.min(first, address));
        if (block.form() == Form.WRITTEN) {
            block.parts().forEach(inNoBlock::remove);
        }
        lastBlock = Math.max(lastBlock, address);
    }
}
