// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import dev.shaduf.internal.file.SegmentNames.Version;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.FencedException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checkpoint directory on a local file system, or a mounted one that has locks and durable renames. */
final class LocalCheckpointStore implements CheckpointStore {
    private final Path root;
    private final SegmentNames names;
    private volatile @Nullable DirectoryOwner owner;
    private volatile boolean closed;

    LocalCheckpointStore(Path root) throws IOException {
        this.root = root;
        this.names = new SegmentNames(root);
        new DirectoryFormat(root).check();
    }

    @Override
    public synchronized long acquire(String name) throws IOException {
        if (closed || owner != null) {
            throw new IllegalStateException(
                    "checkpoint directory " + root + (closed ? " has been closed" : " is acquired already"));
        }
        Directories.create(root);
        DirectoryFormat format = new DirectoryFormat(root);
        format.check();
        DirectoryOwner acquired =
                DirectoryOwner.acquire(root, name, !names.list("").isEmpty());
        try {
            format.write();
        } catch (IOException | RuntimeException e) {
            acquired.release();
            throw e;
        }
        owner = acquired;
        return acquired.epoch();
    }

    @Override
    public Segment create(String name) throws IOException {
        DirectoryOwner writer = check("create " + name);
        Path file = names.file(name, writer.epoch());
        if (!names.versions(name).isEmpty()) {
            throw new IOException("cannot create segment " + name + " in " + root + ": there is one of that name");
        }
        Directories.create(Paths.parent(file));
        return new SegmentFile(file, this::check);
    }

    @Override
    public List<SegmentInfo> list(String prefix) throws IOException {
        return names.list(prefix);
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        FileInputStream in = new FileInputStream(newest(name).toFile());
        try {
            in.skip(offset);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        long epoch = check("delete " + name).epoch();
        for (Version version : names.versions(name)) {
            if (version.epoch() <= epoch) {
                Files.deleteIfExists(version.path());
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        DirectoryOwner present = owner;
        owner = null;
        if (present != null) {
            present.release();
        }
    }

    private Path newest(String name) throws IOException {
        DirectoryOwner reader = owner;
        if (reader != null) {
            Path own = names.file(name, reader.epoch());
            if (Files.exists(own)) {
                return own;
            }
        }
        return names.versions(name).stream()
                .max(Comparator.comparingLong(Version::epoch))
                .map(Version::path)
                .orElseThrow(() -> new NoSuchFileException(root.resolve(name).toString()));
    }

    private DirectoryOwner check(String attempt) throws IOException {
        DirectoryOwner present = owner;
        if (present == null) {
            throw new IOException("cannot " + attempt + " in " + root + ": the directory "
                    + (closed ? "has been given back" : "has not been acquired"));
        }
        if (!present.owns()) {
            throw new FencedException("cannot " + attempt + " in " + root + " under epoch " + present.epoch() + ": "
                    + present.successor());
        }
        return present;
    }
}
