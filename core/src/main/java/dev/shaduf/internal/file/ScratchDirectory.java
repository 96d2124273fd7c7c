// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for files that are of no use without the process that wrote them. As long as that lives, it holds a lock in the
 * directory; what a killed process has left beside a new one is removed when that is made.
 */
public final class ScratchDirectory implements AutoCloseable {
    /** The locked file; directories without it are none of ours. */
    public static final String OWNER = "owner.lock";

    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);
    private static final String PREFIX = "shaduf-";
    /** More than one is needed only where somebody takes a directory for left behind between its making and its locking. */
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final @Nullable DirectoryLock lock;

    private ScratchDirectory(Path path, @Nullable DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a directory.
     *
     * @param parent where; made if it is not there
     * @param kind what its name says
     * @return the directory
     */
    public static ScratchDirectory make(Path parent, String kind) throws IOException {
        if (!Files.isDirectory(parent)) { // which a link may be, that createDirectories would refuse
            Files.createDirectories(parent);
        }
        for (int i = 1; ; i++) {
            Path path = Files.createTempDirectory(parent, PREFIX + kind + "-");
            Optional<ScratchDirectory> made = lock(path, i == ATTEMPTS);
            if (made.isPresent()) {
                removeLeft(parent, path);
                return made.get();
            }
        }
    }

    /** Returns where files may be written. */
    public Path path() {
        return path;
    }

    /** Deletes the directory and what is left in it; what cannot be deleted is logged. */
    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release(); // first, as there are systems on which an open file cannot be deleted
            }
            delete(path);
        } catch (IOException e) {
            LOG.warn("directory {} cannot be deleted; delete it by hand", path, e);
        }
    }

    /** Without locks, nobody can tell that the directory is left behind, and nobody may take it for that. */
    private static Optional<ScratchDirectory> lock(Path path, boolean last) throws IOException {
        Path file = path.resolve(OWNER);
        try {
            Optional<DirectoryLock> lock = DirectoryLock.tryTake(file);
            if (lock.isPresent() && Files.exists(file)) {
                return Optional.of(new ScratchDirectory(path, lock.get()));
            }
            if (lock.isPresent()) {
                lock.get().release(); // of a file that somebody has taken away
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be locked; it stays if the process is killed", file, e);
            Files.deleteIfExists(file);
            if (Files.isDirectory(path)) {
                return Optional.of(new ScratchDirectory(path, null));
            }
        }
        if (last) {
            throw new IOException("directories made in " + path.getParent() + " are taken away at once");
        }
        return Optional.empty();
    }

    /** Only of the same user: others could have what a link leads to deleted. */
    private static void removeLeft(Path parent, Path made) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(made);
            for (Path one : found) {
                if (Files.isRegularFile(one.resolve(OWNER), LinkOption.NOFOLLOW_LINKS)) {
                    removeIfLeft(one, user);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("what killed processes have left in {} cannot be listed", parent, e);
        }
    }

    private static void removeIfLeft(Path directory, UserPrincipal user) {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                return;
            }
            Optional<DirectoryLock> lock = DirectoryLock.tryTakeExisting(directory.resolve(OWNER));
            if (lock.isPresent()) {
                try {
                    delete(directory);
                } finally {
                    lock.get().release(); // last: until then nobody can have it for theirs
                }
                LOG.info("removed {}, which a process that was killed has left", directory);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be removed, though its owner may be gone", directory, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new Deletion());
    }
}
