// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.internal.block.LoggedBlock.Form;
import dev.shaduf.spi.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes blocks into the log as they are cut, and again where a write was lost. Guarded by its cutter, but for waiting.
 */
final class BlockWriting {
    private final BlockLog log;
    private List<Written> open = new ArrayList<>();
    private Map<String, Position> positions;

    /** A block that is not known to be durable. */
    private record Written(long address, LoggedBlock block, List<ByteBuffer> contents) {}

    BlockWriting(BlockLog log) {
        this.log = log;
        this.positions = log.positions();
    }

    BlockLog log() {
        return log;
    }

    /** From here on, blocks hold everything up to these positions. */
    void reached(Map<String, Position> newPositions) {
        positions = newPositions;
    }

    /** Encodes the parts of a block, if they can be written; those that were stored as bytes stand in the log already. */
    List<ByteBuffer> encode(List<Part> parts) {
        return parts.get(0) instanceof EncodedPart
                ? List.of()
                : log.records().encode(parts.stream().map(Chunk.class::cast).toList());
    }

    /** Returns the positions up to which blocks have been written. */
    Map<String, Position> positions() {
        return positions;
    }

    /** Writes a block; returns the address of its record. */
    long write(BlockInfo info, List<? extends Part> parts, List<ByteBuffer> contents) {
        if (!parts.isEmpty() && parts.get(0) instanceof EncodedPart) {
            List<Long> addresses =
                    parts.stream().map(part -> ((EncodedPart) part).address()).toList();
            return write(block(info, Form.WRITTEN, addresses), List.of());
        }
        return write(block(info, Form.OBJECTS, lengths(contents)), contents);
    }

    /** Writes a block of records. */
    long write(BlockInfo info, List<Chunk> chunks) {
        return write(info, chunks, log.records().encode(chunks));
    }

    /** Writes a block of bytes. */
    long write(BlockInfo info, ByteBuffer bytes) {
        List<ByteBuffer> contents = List.of(bytes);
        return write(block(info, Form.BYTES, lengths(contents)), contents);
    }

    /** Writes the block of parts that were in none. */
    BlockLog.Logged writeLoose(BlockInfo info, List<Long> addresses) {
        LoggedBlock block = block(info, Form.WRITTEN, addresses);
        return new BlockLog.Logged(write(block, List.of()), block);
    }

    /** Takes what must become durable before any of it is planned. */
    Pending pending() {
        List<Written> taken = open;
        open = new ArrayList<>();
        return new Pending(taken);
    }

    /** The caller waits for this one itself, and is told when it fails. */
    void release(long address) {
        open.removeIf(written -> written.address() == address);
    }

    private long write(LoggedBlock block, List<ByteBuffer> contents) {
        long address = log.block(block, contents);
        open.add(new Written(address, block, contents));
        return address;
    }

    private LoggedBlock block(BlockInfo info, Form form, List<Long> parts) {
        return new LoggedBlock(info.id().number(), info.records(), info.bytes(), form, positions, parts);
    }

    private static List<Long> lengths(List<ByteBuffer> contents) {
        return contents.stream().map(part -> (long) part.remaining()).toList();
    }

    /** Blocks that were written; {@link #sync} is called without any lock. */
    final class Pending {
        private final List<Written> blocks;

        private Pending(List<Written> blocks) {
            this.blocks = blocks;
        }

        boolean isEmpty() {
            return blocks.isEmpty();
        }

        void sync() throws IOException {
            if (!blocks.isEmpty()) {
                log.syncAll(
                        blocks.get(0).address(), blocks.get(blocks.size() - 1).address());
            }
        }

        /** Writes them once more, before those that were cut since; under the lock of the cutter. */
        void again() {
            List<Written> later = open;
            open = new ArrayList<>();
            blocks.forEach(written -> write(written.block(), written.contents()));
            open.addAll(later);
        }
    }
}
