// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file, held by one user in one process. What this process holds is kept apart, because closing a second channel
 * to a locked file frees the lock of the first on POSIX systems.
 */
final class DirectoryLock {
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object key;
    private final FileChannel channel;
    private boolean released;

    private DirectoryLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock; empty if somebody has it. */
    static Optional<DirectoryLock> tryTake(Path file) throws IOException {
        createIfMissing(file);
        return tryTakeExisting(file);
    }

    /** Takes the lock of a file that is there; empty if somebody has it. */
    static Optional<DirectoryLock> tryTakeExisting(Path file) throws IOException {
        Object key = key(file);
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        Optional<DirectoryLock> taken = Optional.empty();
        try {
            taken = tryTake(file, key);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(key);
            }
        }
    }

    synchronized void release() throws IOException {
        if (!released) {
            released = true;
            channel.close();
            HELD.remove(key);
        }
    }

    private static Optional<DirectoryLock> tryTake(Path file, Object key) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new DirectoryLock(key, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held by other classes of this name in this JVM: the channel stays open, since closing it would free their
            // lock.
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot lock " + file + ": the file system must support locks (" + e + ")", e);
        }
        channel.close();
        return Optional.empty();
    }

    private static void createIfMissing(Path file) throws IOException {
        if (!Files.exists(file)) {
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }
}
