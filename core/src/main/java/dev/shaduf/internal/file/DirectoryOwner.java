// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who owns a directory: the process that holds the lock on one file, under the epoch that another file carries in its name.
 * The operating system frees the lock of a process that dies. The epoch protects from a process that lost its lock without
 * knowing: its successor deletes its epoch's file before it reads anything.
 */
final class DirectoryOwner {
    static final String LOCK = "lock";
    private static final Pattern EPOCH = Pattern.compile("epoch-(\\d{1,18})");

    private final Path root;
    private final DirectoryLock lock;
    private final long epoch;
    private final Path epochFile;

    private DirectoryOwner(Path root, DirectoryLock lock, long epoch) {
        this.root = root;
        this.lock = lock;
        this.epoch = epoch;
        this.epochFile = file(root, epoch);
    }

    /**
     * Becomes the owner.
     *
     * @throws IOException if there is another, who lives
     */
    static DirectoryOwner acquire(Path root, String name, boolean used) throws IOException {
        Optional<DirectoryLock> lock = DirectoryLock.tryTake(root.resolve(LOCK));
        if (lock.isEmpty()) {
            throw new IOException("checkpoint directory " + root + " is in use by " + present(root)
                    + "; stop that program, or give this one a directory of its own. If it hangs, or its machine is gone, "
                    + "delete " + root.resolve(LOCK) + " and start again: it can write no more then");
        }
        try {
            List<Long> epochs = epochs(root);
            if (epochs.isEmpty() && used) {
                throw new IOException(
                        "checkpoint directory " + root + " has lost its file epoch-…, and what is in it cannot"
                                + " be told from what another process may be writing; restore the whole directory, or name another");
            }
            long last = epochs.stream().mapToLong(Long::longValue).max().orElse(0);
            DirectoryOwner owner = new DirectoryOwner(root, lock.get(), last + 1);
            owner.announce(name, epochs);
            return owner;
        } catch (IOException | RuntimeException e) {
            lock.get().release();
            throw e;
        }
    }

    static boolean isEpoch(String file) {
        return EPOCH.matcher(file).matches();
    }

    long epoch() {
        return epoch;
    }

    /** Tells whether this process owns the directory still. */
    boolean owns() throws IOException {
        try {
            Files.readAttributes(epochFile, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Says who owns the directory now. */
    String successor() {
        try {
            return epochs(root).isEmpty() ? "the directory's epoch file is gone" : "it belongs to " + present(root);
        } catch (IOException e) {
            return "its present owner is unknown: " + e;
        }
    }

    void release() throws IOException {
        lock.release();
    }

    private void announce(String name, List<Long> older) throws IOException {
        OwnerInfo info = OwnerInfo.ofThisProcess(name);
        try (FileChannel channel =
                FileChannel.open(epochFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(info.encode().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("checkpoint directory " + root + " is being acquired by " + present(root), e);
        }
        Directories.force(root);
        for (long old : older) {
            Files.deleteIfExists(file(root, old));
        }
    }

    private static String present(Path root) throws IOException {
        long last = epochs(root).stream().mapToLong(Long::longValue).max().orElse(0);
        return last == 0
                ? "a process that has not said its name yet"
                : OwnerInfo.read(file(root, last)) + " under epoch " + last;
    }

    private static Path file(Path root, long epoch) {
        return root.resolve(String.format("epoch-%08d", epoch));
    }

    private static List<Long> epochs(Path root) throws IOException {
        List<Long> epochs = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher matcher = EPOCH.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()) {
                    epochs.add(Long.parseLong(matcher.group(1)));
                }
            }
        }
        return epochs;
    }
}
