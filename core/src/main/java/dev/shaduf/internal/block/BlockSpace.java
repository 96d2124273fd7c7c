// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of one store's blocks; made when the first block goes to disk, deleted with the store. */
final class BlockSpace {
    private static final Logger LOG = LoggerFactory.getLogger(BlockSpace.class);

    private final @Nullable Path parent;
    private @Nullable Path directory;
    private long next;

    /**
     * Creates the space.
     *
     * @param parent the directory to make it in; {@code null} for the system's temporary directory
     */
    BlockSpace(@Nullable Path parent) {
        this.parent = parent;
    }

    BlockFile write(List<ByteBuffer> parts) throws IOException {
        Path path = nextFile();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (ByteBuffer part : parts) {
                ByteBuffer left = part.duplicate();
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
            return new BlockFile(path, parts.stream().map(ByteBuffer::remaining).toList());
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Deletes the directory, which the dropped blocks have left empty. */
    synchronized void close() {
        Path made = directory;
        directory = null;
        if (made != null) {
            try {
                Files.deleteIfExists(made);
            } catch (IOException e) {
                LOG.warn("the directory of received blocks {} cannot be deleted; delete it by hand", made, e);
            }
        }
    }

    private synchronized Path nextFile() throws IOException {
        Path made = directory;
        if (made == null) {
            made = make();
            directory = made;
        }
        return made.resolve("block-" + next++);
    }

    private Path make() throws IOException {
        if (parent == null) {
            return Files.createTempDirectory("shaduf-blocks-");
        }
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, "shaduf-blocks-");
    }
}
