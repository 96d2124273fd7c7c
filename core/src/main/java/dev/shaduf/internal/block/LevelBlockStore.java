// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;
import dev.shaduf.function.Function;
import dev.shaduf.rdd.StorageLevel;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps blocks as their storage level says. Received records cannot be computed again, so nothing is ever left out: a
 * block goes to disk where the level has a disk and memory has no room, and a block that cannot be kept as the level asks
 * stays in memory as objects, which is reported. Safe for use by many threads.
 */
public final class LevelBlockStore implements BlockStore {
    private static final Logger LOG = LoggerFactory.getLogger(LevelBlockStore.class);

    private final StorageLevel level;
    private final KeptBlock.Decoder decoder;
    private final long memory;
    private final BlockSpace space;
    private final PageSpace pages;
    private final BiConsumer<String, Exception> faults;
    private final Consumer<BlockId> onDrop;
    private final Map<BlockId, KeptBlock> blocks = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();

    /**
     * Creates a store.
     *
     * @param level how blocks are kept; one that keeps nothing counts as memory
     * @param decoder reads blocks that were stored as bytes
     * @param memory bytes in memory from which on a level with a disk uses it
     * @param directory where blocks on disk are; {@code null} for the system's temporary directory
     * @param faults is told what could not be kept as asked
     * @param onDrop is told of each block that is dropped
     */
    public LevelBlockStore(
            StorageLevel level,
            Function<ByteBuffer, Iterator<?>> decoder,
            long memory,
            @Nullable Path directory,
            BiConsumer<String, Exception> faults,
            Consumer<BlockId> onDrop) {
        this.level = level.keeps() ? level : StorageLevel.MEMORY_ONLY;
        this.decoder = decoder::call;
        this.memory = memory;
        this.space = new BlockSpace(directory);
        this.pages = new PageSpace(memory);
        this.faults = faults;
        this.onDrop = onDrop;
    }

    /** Brings parts, one or more, into the form in which they are kept; records and bytes may follow each other. */
    KeptBlock keep(List<? extends Part> parts) {
        List<KeptBlock> kept = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= parts.size(); i++) {
            if (i == parts.size() || parts.get(i).getClass() != parts.get(from).getClass()) {
                kept.add(keepAlike(List.copyOf(parts.subList(from, i))));
                from = i;
            }
        }
        return kept.size() == 1 ? kept.get(0) : new KeptBlock.Several(kept);
    }

    @SuppressWarnings("unchecked")
    private KeptBlock keepAlike(List<? extends Part> parts) {
        long bytes = Part.bytes(parts);
        return parts.get(0) instanceof EncodedPart
                ? keepParts((List<EncodedPart>) parts, bytes)
                : keepObjects((List<Chunk>) parts, bytes);
    }

    KeptBlock keepObjects(List<Chunk> chunks, long bytes) {
        boolean toDisk = diskNeeded(bytes);
        if (!toDisk && level.deserialized()) {
            return new KeptBlock.Objects(chunks, bytes);
        }
        try {
            List<ByteBuffer> parts = JavaRecords.encode(chunks);
            return toDisk
                    ? new KeptBlock.OnDisk(space.write(parts), JavaRecords.DECODER)
                    : new KeptBlock.Encoded(
                            parts,
                            JavaRecords.DECODER,
                            parts.stream().mapToLong(ByteBuffer::remaining).sum());
        } catch (IOException | RuntimeException | Error e) {
            String fault = "a block cannot be kept at storage level " + level + " and stays in memory as objects";
            faults.accept(fault, e instanceof Exception failure ? failure : new IOException(fault + ": " + e, e));
            return new KeptBlock.Objects(chunks, bytes);
        }
    }

    KeptBlock keepEncoded(List<ByteBuffer> parts, long bytes) {
        return onDisk(parts, bytes).orElseGet(() -> new KeptBlock.Encoded(parts, decoder, bytes));
    }

    private KeptBlock keepParts(List<EncodedPart> parts, long bytes) {
        Optional<KeptBlock> onDisk = onDisk(contents(parts), bytes);
        if (onDisk.isPresent()) {
            for (EncodedPart part : parts) {
                part.free();
            }
            return onDisk.get();
        }
        return new KeptBlock.Paged(parts, decoder, bytes);
    }

    private static List<ByteBuffer> contents(List<EncodedPart> parts) {
        List<ByteBuffer> contents = new ArrayList<>(parts.size());
        for (EncodedPart part : parts) {
            contents.add(part.content());
        }
        return contents;
    }

    /** Writes bytes to disk where the level or the memory asks for it and the disk takes them. */
    private Optional<KeptBlock> onDisk(List<ByteBuffer> parts, long bytes) {
        if (diskNeeded(bytes)) {
            try {
                return Optional.of(new KeptBlock.OnDisk(space.write(parts), decoder));
            } catch (IOException e) {
                faults.accept("a block cannot be kept at storage level " + level + " and stays in memory", e);
            }
        }
        return Optional.empty();
    }

    /** Returns the memory outside the heap for what is stored as bytes. */
    PageSpace pages() {
        return pages;
    }

    /** Leaves a block in the log in which it was found. */
    KeptBlock leave(BlockLog log, BlockLog.Logged block) {
        return block.block().hasObjects()
                ? new KeptBlock.InLog(log, block, decoder)
                : new KeptBlock.BytesInLog(log, block, decoder);
    }

    /** Reports that blocks are not in the log. */
    void reportNotLogged(String what, Exception failure) {
        faults.accept(what, failure);
    }

    void put(BlockId id, KeptBlock block) {
        used.addAndGet(block.memory());
        blocks.put(id, block);
    }

    /** Returns the bytes that its blocks take in memory, as estimated. */
    public long memoryUsed() {
        return used.get();
    }

    /** Returns how many blocks it holds. */
    public int size() {
        return blocks.size();
    }

    @Override
    public Input open(BlockId id) throws Exception {
        KeptBlock block = present(id);
        try {
            return block.open(id);
        } catch (Exception e) {
            throw unreadable(id, e);
        }
    }

    @Override
    public Optional<Parcel> parcel(BlockId id, PackedReceiver receiver) throws IOException {
        if (!(present(id) instanceof KeptBlock.Bytes block)) {
            return Optional.empty();
        }
        KeptBlock.Decoder there = block.decoder() == decoder ? receiver : block.decoder();
        if (!(there instanceof Serializable)) {
            return Optional.empty();
        }
        try {
            return Optional.of(BlockParcel.of(id, block.contents(id), there));
        } catch (Exception e) {
            throw unreadable(id, e);
        }
    }

    private KeptBlock present(BlockId id) {
        KeptBlock block = blocks.get(id);
        if (block == null) {
            throw new IllegalStateException("block " + id + " is gone: it was dropped because no window or batch needed"
                    + " it; keep more with remember");
        }
        return block;
    }

    private static IOException unreadable(BlockId id, Exception e) {
        return new IOException("block " + id + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void drop(BlockId id) {
        KeptBlock block = blocks.remove(id);
        if (block == null) {
            return;
        }
        used.addAndGet(-block.memory());
        try {
            block.drop();
        } catch (IOException e) {
            LOG.warn("block {} cannot be deleted from disk", id, e);
        }
        onDrop.accept(id);
    }

    @Override
    public void close() {
        List.copyOf(blocks.keySet()).forEach(this::drop);
        space.close();
    }

    private boolean diskNeeded(long bytes) {
        return level.useDisk() && (!level.useMemory() || used.get() + bytes > memory);
    }
}
