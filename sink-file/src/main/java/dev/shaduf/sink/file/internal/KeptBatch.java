// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.time.BatchId;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * A batch that is committed and not shown yet.
 *
 * @param name its id as text
 * @param directory where its pieces are
 * @param epoch the epoch of the run that committed it
 * @param time its time in milliseconds since the epoch
 */
record KeptBatch(String name, URI directory, long epoch, long time) {
    /** Begins the name of an empty file: epoch and time of the batch follow. */
    static final String EPOCH = "epoch-";

    static KeptBatch of(URI directory, List<FileEntry> entries) {
        String name = BatchDirectories.lastName(directory);
        for (FileEntry entry : entries) {
            if (entry.name().startsWith(EPOCH)) {
                String[] parts = entry.name().substring(EPOCH.length()).split("-", 2);
                return new KeptBatch(name, directory, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        }
        return new KeptBatch(name, directory, 0, 0);
    }

    static BatchId id(String name) {
        int dash = name.lastIndexOf('-');
        return new BatchId(UUID.fromString(name.substring(0, dash)), Long.parseLong(name.substring(dash + 1)));
    }

    BatchId id() {
        return id(name);
    }

    UUID stream() {
        return id().stream();
    }

    long number() {
        return id().number();
    }
}
