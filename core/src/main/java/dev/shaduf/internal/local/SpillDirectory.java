// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of an engine: a directory that is made when the first is needed and removed with the engine. */
final class SpillDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SpillDirectory.class);

    private final Path parent;
    private final String prefix;
    private @Nullable Path made;
    private long files;
    private boolean closed;

    SpillDirectory(Path parent, String app) {
        this.parent = parent;
        this.prefix = "shaduf-" + app.replaceAll("[^A-Za-z0-9_-]", "_") + "-";
    }

    synchronized Path newFile(String kind) throws IOException {
        if (closed) {
            throw new IllegalStateException("the engine is closed and keeps no more records");
        }
        Path directory = made;
        if (directory == null) {
            try {
                directory = Files.createTempDirectory(Files.createDirectories(parent), prefix);
            } catch (IOException e) {
                throw new IOException(
                        "no directory for records that do not fit in memory can be made in " + parent
                                + "; set shaduf.local.dir to a directory that can be written to",
                        e);
            }
            made = directory;
        }
        return directory.resolve(kind + "-" + ++files);
    }

    synchronized void close() {
        closed = true;
        Path directory = made;
        made = null;
        if (directory == null) {
            return;
        }
        try (Stream<Path> found = Files.list(directory)) {
            List<Path> left = found.collect(Collectors.toList());
            left.add(directory);
            left.forEach(SpillDirectory::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("directory {} of records that did not fit in memory could not be removed", directory, e);
        }
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} could not be removed", path, e);
        }
    }
}
