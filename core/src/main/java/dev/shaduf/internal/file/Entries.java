// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.shaduf.spi.FileEntry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What stands under a path. Links are followed. */
final class Entries {
    private Entries() {}

    /** What a listing shows: of a link that cannot be followed, the link itself; nothing for what was deleted meanwhile. */
    static Optional<FileEntry> listed(Path path) throws IOException {
        try {
            return Optional.of(entry(path, Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (FileSystemException e) {
            return link(path, e);
        }
    }

    /** What a path leads to, if it leads anywhere. */
    static Optional<FileEntry> found(Path path) throws IOException {
        try {
            return Optional.of(entry(path, Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (Files.isRegularFile(Paths.parent(path)) || Files.isSymbolicLink(path)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<FileEntry> link(Path path, FileSystemException whyNotFollowed) throws IOException {
        try {
            BasicFileAttributes own = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (whyNotFollowed instanceof AccessDeniedException && !own.isSymbolicLink()) {
                throw whyNotFollowed;
            }
            return Optional.of(entry(path, own));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }

    private static FileEntry entry(Path path, BasicFileAttributes found) {
        FileEntry.Kind kind = found.isRegularFile()
                ? FileEntry.Kind.FILE
                : found.isDirectory() ? FileEntry.Kind.DIRECTORY : FileEntry.Kind.OTHER;
        return new FileEntry(
                path.toUri(),
                kind,
                kind == FileEntry.Kind.FILE ? found.size() : 0,
                found.lastModifiedTime().toMillis());
    }
}
