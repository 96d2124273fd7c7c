// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A block in the form in which it is kept. Many tasks may open it at a time. */
sealed interface KeptBlock {
    /** Reads records out of the bytes of a block. */
    @FunctionalInterface
    interface Decoder {
        /** Returns the records; the buffer is the caller's own view. */
        Iterator<?> decode(ByteBuffer bytes) throws Exception;

        /** Opens what the bytes hold; where they cannot be read, says of which block they are. */
        default Input open(BlockId id, ByteBuffer bytes) throws IOException {
            try {
                return Input.of(decode(bytes));
            } catch (Exception e) {
                throw new IOException("block " + id + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Opens the block for one task.
     *
     * @param id its name, for errors
     */
    Input open(BlockId id) throws Exception;

    /** Frees what is not memory. */
    default void drop() throws IOException {}

    /** Frees what is not memory of a block that was never stored. */
    default void discard() {
        try {
            drop();
        } catch (IOException e) {
            throw new UncheckedIOException("a block that was refused cannot be deleted from disk", e);
        }
    }

    /** Returns the bytes of memory it takes. */
    long memory();

    /** A block that is kept as bytes. */
    sealed interface Bytes extends KeptBlock {
        /** Returns the bytes, which stay as they are when the block is dropped; whole records stand in each buffer. */
        List<ByteBuffer> contents(BlockId id) throws IOException;

        /** Returns what reads them. */
        Decoder decoder();
    }

    /**
     * Records as they were stored.
     *
     * @param chunks the records
     * @param memory their estimated size
     */
    record Objects(List<Chunk> chunks, long memory) implements KeptBlock {
        @Override
        public Input open(BlockId id) {
            return new ChunksInput(chunks);
        }
    }

    /**
     * Bytes in memory.
     *
     * @param parts the bytes; whole records stand in each
     * @param decoder reads them
     * @param memory their estimated size
     */
    record Encoded(List<ByteBuffer> parts, Decoder decoder, long memory) implements Bytes {
        @Override
        public Input open(BlockId id) {
            return Input.concat(parts.stream()
                    .map(part -> (Input.Opener) () -> decoder.open(id, part.asReadOnlyBuffer()))
                    .toList());
        }

        @Override
        public List<ByteBuffer> contents(BlockId id) {
            return parts;
        }
    }

    /** Bytes outside the heap. What is read is copied into the heap first, as a decoder may hold on to it. */
    final class Paged implements Bytes {
        private final List<EncodedPart> parts;
        private final Decoder decoder;
        private final long memory;
        private boolean dropped;

        Paged(List<EncodedPart> parts, Decoder decoder, long memory) {
            this.parts = parts;
            this.decoder = decoder;
            this.memory = memory;
        }

        @Override
        public Input open(BlockId id) {
            List<Input.Opener> openers = new ArrayList<>(parts.size());
            for (EncodedPart part : parts) {
                openers.add(() -> decoder.open(id, copy(id, part)));
            }
            return Input.concat(openers);
        }

        /** Under the lock, because the place is used again for other bytes once the block is dropped. */
        private synchronized ByteBuffer copy(BlockId id, EncodedPart part) {
            if (dropped) {
                throw new IllegalStateException("block " + id + " was dropped while it was read");
            }
            ByteBuffer content = part.content();
            return ByteBuffer.allocate(content.remaining())
                    .put(content.duplicate())
                    .flip();
        }

        @Override
        public List<ByteBuffer> contents(BlockId id) {
            List<ByteBuffer> contents = new ArrayList<>(parts.size());
            for (EncodedPart part : parts) {
                contents.add(copy(id, part));
            }
            return contents;
        }

        @Override
        public Decoder decoder() {
            return decoder;
        }

        @Override
        public synchronized void drop() {
            if (!dropped) {
                dropped = true;
                for (EncodedPart part : parts) {
                    part.free();
                }
            }
        }

        @Override
        public long memory() {
            return memory;
        }
    }

    /**
     * Blocks one behind the other: what was stored in different forms.
     *
     * @param blocks the blocks
     */
    record Several(List<KeptBlock> blocks) implements KeptBlock {
        @Override
        public Input open(BlockId id) {
            return Input.concat(blocks.stream()
                    .map(block -> (Input.Opener) () -> block.open(id))
                    .toList());
        }

        @Override
        public void drop() throws IOException {
            List<IOException> failures = new ArrayList<>();
            for (KeptBlock block : blocks) {
                try {
                    block.drop();
                } catch (IOException e) {
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
        }

        @Override
        public long memory() {
            return blocks.stream().mapToLong(KeptBlock::memory).sum();
        }
    }

    /**
     * A block in the receiver's log, from before this process.
     *
     * @param log the log
     * @param block the block in it
     * @param decoder reads those of its parts that were stored as bytes
     */
    record InLog(BlockLog log, BlockLog.Logged block, Decoder decoder) implements KeptBlock {
        @Override
        public Input open(BlockId id) throws IOException {
            List<ByteBuffer> contents = log.contents(block);
            List<Input.Opener> openers = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                LoggedPart part = block.block().parts().get(i);
                ByteBuffer content = contents.get(i);
                openers.add(() -> open(id, part, content));
            }
            return Input.concat(openers);
        }

        private Input open(BlockId id, LoggedPart part, ByteBuffer content) throws IOException {
            return switch (part.form()) {
                case WRITTEN -> decoder.open(id, log.part(part.place()));
                case OBJECTS -> ((Decoder) log.records()::decode).open(id, content);
                case BYTES -> decoder.open(id, content);
            };
        }

        @Override
        public long memory() {
            return 0;
        }
    }

    /**
     * A block in the receiver's log that was stored as bytes.
     *
     * @param log the log
     * @param block the block in it
     * @param decoder reads its parts
     */
    record BytesInLog(BlockLog log, BlockLog.Logged block, Decoder decoder) implements Bytes {
        @Override
        public Input open(BlockId id) throws IOException {
            return new InLog(log, block, decoder).open(id);
        }

        @Override
        public List<ByteBuffer> contents(BlockId id) throws IOException {
            return log.read(block);
        }

        @Override
        public long memory() {
            return 0;
        }
    }

    /**
     * Bytes on disk.
     *
     * @param file the file
     * @param decoder reads its parts
     */
    record OnDisk(BlockFile file, Decoder decoder) implements Bytes {
        @Override
        public Input open(BlockId id) throws IOException {
            return new FileInput(id, file, decoder);
        }

        @Override
        public List<ByteBuffer> contents(BlockId id) throws IOException {
            return FileInput.contents(id, file);
        }

        @Override
        public void drop() throws IOException {
            Files.deleteIfExists(file.path());
        }

        @Override
        public long memory() {
            return 0;
        }
    }
}
