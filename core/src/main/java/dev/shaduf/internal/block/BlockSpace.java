// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.internal.file.ScratchDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directory of one store's blocks; made when the first block goes to disk, deleted with the store. */
final class BlockSpace {
    private final Path parent;
    private @Nullable ScratchDirectory directory;
    private long next;

    /**
     * Creates the space.
     *
     * @param parent the directory to make it in; {@code null} for the system's temporary directory
     */
    BlockSpace(@Nullable Path parent) {
        this.parent = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
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

    /** Deletes the directory. */
    synchronized void close() {
        ScratchDirectory made = directory;
        directory = null;
        if (made != null) {
            made.close();
        }
    }

    private synchronized Path nextFile() throws IOException {
        ScratchDirectory made = directory;
        if (made == null) {
            made = ScratchDirectory.make(parent, "blocks");
            directory = made;
        }
        return made.path().resolve("block-" + next++);
    }
}
