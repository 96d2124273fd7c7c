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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hidden files that say of batches which leave no trace of their own that they were committed, under which epoch, and which roll
 * has shown them.
 */
final class Marks {
    private static final int LONGEST = 64;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ([0-9a-f]{16})");

    private final FileStore store;
    private final URI directory;

    Marks(FileStore store, URI directory) {
        this.store = store;
        this.directory = directory;
    }

    /**
     * What a mark says.
     *
     * @param epoch the epoch under which the batch was committed; 0 if the process died that was writing the mark
     * @param roll names the roll; empty if the process died
     */
    record Shown(long epoch, String roll) {}

    void set(BatchId batch, Shown mark) throws IOException {
        try (OutputStream out = store.create(directory.resolve(batch.toString()))) {
            out.write((mark.epoch() + " " + mark.roll()).getBytes(UTF_8));
        }
    }

    Optional<Shown> of(BatchId batch) throws IOException {
        URI mark = directory.resolve(batch.toString());
        if (!store.exists(mark)) {
            return Optional.empty();
        }
        try (InputStream in = store.read(mark, 0)) {
            Matcher text = TEXT.matcher(new String(in.readNBytes(LONGEST), UTF_8));
            return Optional.of(
                    text.matches() ? new Shown(Long.parseLong(text.group(1)), text.group(2)) : new Shown(0, ""));
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
    }
}
