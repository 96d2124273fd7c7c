// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Hidden files that say of batches which leave no trace of their own that they were committed, and under which epoch. */
final class Marks {
    private static final int LONGEST = 64;

    private final FileStore store;
    private final URI directory;

    Marks(FileStore store, URI directory) {
        this.store = store;
        this.directory = directory;
    }

    void set(BatchId batch, long epoch) throws IOException {
        try (OutputStream out = store.create(directory.resolve(batch.toString()))) {
            out.write(Long.toString(epoch).getBytes(UTF_8));
        }
    }

    /** Returns the epoch under which a batch was committed; of a mark that was being written when its process died, 0. */
    OptionalLong epoch(BatchId batch) throws IOException {
        URI mark = directory.resolve(batch.toString());
        if (!store.exists(mark)) {
            return OptionalLong.empty();
        }
        try (InputStream in = store.read(mark, 0)) {
            String text = new String(in.readNBytes(LONGEST), UTF_8);
            return OptionalLong.of(text.matches("\\d{1,18}") ? Long.parseLong(text) : 0);
        }
    }

    /** Returns the ids of all batches that have a mark, as text. */
    Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        for (FileEntry mark : store.list(directory)) {
            names.add(mark.name());
        }
        return names;
    }

    /** Deletes the marks of a stream's batches below one. */
    void prune(BatchId horizon) throws IOException {
        for (FileEntry mark : store.list(directory)) {
            OptionalLong number = BatchDirectories.number(horizon.stream(), mark.name());
            if (number.isPresent() && number.getAsLong() < horizon.number()) {
                store.delete(mark.path());
            }
        }
        if (store.list(directory).isEmpty()) {
            store.delete(directory);
        }
    }
}
