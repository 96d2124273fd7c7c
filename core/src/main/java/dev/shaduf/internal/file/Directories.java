// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Directories that are still there after a loss of power. */
final class Directories {
    private static final boolean CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private Directories() {}

    /** Creates a directory and those above it. */
    static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = Paths.parent(directory);
        create(parent);
        try {
            Files.createDirectory(directory);
            force(parent);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new IOException("cannot create directory " + directory + ": a file has that name", e);
            }
        } catch (IOException e) {
            throw new IOException(
                    "cannot create directory " + directory + ": " + e + "; may this user write there?", e);
        }
    }

    /** Makes the names in a directory durable. */
    static void force(Path directory) throws IOException {
        if (CAN_BE_FORCED) {
            Uninterrupted.run(() -> forceOnce(directory));
        }
    }

    private static void forceOnce(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException gone) {
            // Whoever deleted the directory has no use for what was in it.
            return;
        }
    }
}
