// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code file:}. What it reports as written survives a loss of power: contents and the directory entries that lead
 * to them are forced to disk.
 */
public final class LocalFileStore implements FileStore {
    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public boolean list(URI directory, Predicate<String> names, EntryConsumer entries) throws IOException {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(Paths.of(directory))) {
            for (Path path : paths) {
                if (names.test(Paths.name(path))) {
                    Optional<FileEntry> entry = Entries.listed(path);
                    if (entry.isPresent()) {
                        entries.accept(entry.get());
                    }
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            if (exists(directory)) {
                throw e;
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public Optional<FileEntry> find(URI path) throws IOException {
        return Entries.found(Paths.of(path));
    }

    @Override
    public URI resolve(URI path) throws IOException {
        return Paths.of(path).toRealPath().toUri();
    }

    @Override
    public InputStream read(URI file, long offset) throws IOException {
        Path path = Paths.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("cannot read " + path + ": it is a directory");
        }
        SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.READ);
        try {
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public OutputStream create(URI file) throws IOException {
        Path path = Paths.of(file);
        Directories.create(Paths.parent(path));
        return new DurableOutput(
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE),
                () -> Directories.force(Paths.parent(path)));
    }

    @Override
    public boolean publish(URI from, URI to) throws IOException {
        Path source = Paths.of(from);
        Path target = Paths.of(to);
        Directories.create(Paths.parent(target));
        boolean moved =
                Files.isDirectory(source, NOFOLLOW_LINKS) ? moveDirectory(source, target) : moveFile(source, target);
        if (moved) {
            Directories.force(Paths.parent(target));
        }
        return moved;
    }

    @Override
    public boolean exists(URI path) throws IOException {
        Path sought = Paths.of(path);
        try {
            Files.readAttributes(sought, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            if (Files.isRegularFile(Paths.parent(sought))) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(URI path) throws IOException {
        Path target = Paths.of(path);
        if (exists(path)) {
            Files.walkFileTree(target, new Deletion());
        }
    }

    /** A rename of a directory fails where something else than an empty directory has the new name. */
    private static boolean moveDirectory(Path source, Path target) throws IOException {
        if (Files.exists(target, NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return false;
        }
    }

    /**
     * A rename of a file replaces what has the new name; a second link to the file does not. A process that died between the two steps
     * has left both names, and the next one takes the second step.
     */
    private static boolean moveFile(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException e) {
            if (!isLinked(source, target)) {
                return false;
            }
        } catch (UnsupportedOperationException e) {
            throw new IOException(
                    "cannot publish " + source + " as " + target + ": the file system has no hard links", e);
        }
        Files.deleteIfExists(source);
        return true;
    }

    /** Whether two names are of one file; a symbolic link to it is another one. */
    private static boolean isLinked(Path source, Path target) throws IOException {
        Object key = key(source);
        return !source.equals(target) && key != null && key.equals(key(target));
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
