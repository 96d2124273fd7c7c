// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** A block in the form in which it is kept. Many tasks may open it at a time. */
sealed interface KeptBlock {
    /** Reads records out of the bytes of a block. */
    @FunctionalInterface
    interface Decoder {
        /** Returns the records; the buffer is the caller's own view. */
        Iterator<?> decode(ByteBuffer bytes) throws Exception;
    }

    /** Opens the block for one task. */
    Input open() throws Exception;

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

    /**
     * Records as they were stored.
     *
     * @param chunks the records
     * @param memory their estimated size
     */
    record Objects(List<Chunk> chunks, long memory) implements KeptBlock {
        @Override
        public Input open() {
            return new ChunksInput(chunks);
        }
    }

    /**
     * Bytes in memory.
     *
     * @param content the bytes
     * @param decoder reads them
     */
    record Bytes(ByteBuffer content, Decoder decoder) implements KeptBlock {
        @Override
        public Input open() throws Exception {
            return new IteratorInput(decoder.decode(content.asReadOnlyBuffer()));
        }

        @Override
        public long memory() {
            return content.remaining();
        }
    }

    /**
     * Bytes on disk.
     *
     * @param file the file
     * @param decoder reads its content
     */
    record OnDisk(Path file, Decoder decoder) implements KeptBlock {
        @Override
        public Input open() throws Exception {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            return new IteratorInput(decoder.decode(content.asReadOnlyBuffer()));
        }

        @Override
        public void drop() throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public long memory() {
            return 0;
        }
    }
}
