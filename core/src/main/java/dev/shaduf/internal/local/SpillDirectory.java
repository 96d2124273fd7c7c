// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.internal.file.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of an engine: a directory that is made when the first is needed and removed with the engine. */
final class SpillDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SpillDirectory.class);

    private final Path parent;
    private final String kind;
    private @Nullable ScratchDirectory made;
    private long files;
    private boolean closed;

    SpillDirectory(Path parent, String app) {
        this.parent = parent;
        this.kind = app.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    synchronized Path newFile(String file) throws IOException {
        if (closed) {
            throw new IllegalStateException("the engine is closed and keeps no more records");
        }
        ScratchDirectory directory = made;
        if (directory == null) {
            try {
                directory = ScratchDirectory.make(parent, kind);
            } catch (IOException e) {
                throw new IOException(
                        "no directory for records that do not fit in memory can be made in " + parent
                                + "; set shaduf.local.dir to a directory that can be written to",
                        e);
            }
            made = directory;
        }
        return directory.path().resolve(file + "-" + ++files);
    }

    synchronized void close() {
        closed = true;
        ScratchDirectory directory = made;
        made = null;
        if (directory != null) {
            directory.close();
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
