// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the pieces of some committed batches together, a file per bucket. Which batches these are was written down before, so
 * that a roll that was interrupted is finished as it was begun: a file that is there already is not written again.
 */
final class Roll {
    /** The file that lists the buckets of an attempt, in the order of its pieces. */
    static final String LIST = "buckets";

    private final FileStore store;
    private final URI target;
    private final URI work;
    private final FileContent content;

    /**
     * Describes a roll.
     *
     * @param target the directory that readers see
     * @param work a hidden directory for files on their way
     */
    Roll(FileStore store, URI target, URI work, FileContent content) {
        this.store = store;
        this.target = target;
        this.work = work;
        this.content = content;
    }

    /**
     * Publishes the files.
     *
     * @param name their name, the same whenever this roll is run
     * @param batches the directories of the batches, in order
     */
    void run(String name, List<URI> batches) throws IOException {
        Map<String, List<URI>> pieces = new TreeMap<>();
        for (URI batch : batches) {
            for (FileEntry part : sorted(store.list(batch))) {
                if (part.directory()) {
                    add(part, pieces);
                }
            }
        }
        for (Map.Entry<String, List<URI>> bucket : pieces.entrySet()) {
            publish(bucket.getKey(), name, bucket.getValue());
        }
    }

    /** Returns the bytes of all pieces of a batch. */
    static long bytes(FileStore store, URI batch) throws IOException {
        long bytes = 0;
        for (FileEntry part : store.list(batch)) {
            if (part.directory()) {
                for (FileEntry piece : store.list(part.path())) {
                    bytes += piece.name().equals(LIST) ? 0 : piece.length();
                }
            }
        }
        return bytes;
    }

    private void add(FileEntry part, Map<String, List<URI>> pieces) throws IOException {
        URI directory = BatchDirectories.directory(part.path());
        String list;
        try (InputStream in = store.read(directory.resolve(LIST), 0)) {
            list = new String(in.readAllBytes(), UTF_8);
        }
        // A line per bucket; that of the directory itself is empty.
        String[] buckets = list.split("\n", -1);
        for (int i = 0; i < buckets.length - 1; i++) {
            pieces.computeIfAbsent(buckets[i], b -> new ArrayList<>()).add(directory.resolve(Integer.toString(i)));
        }
    }

    private void publish(String bucket, String name, List<URI> pieces) throws IOException {
        URI visible = URI.create(target + (bucket.isEmpty() ? "" : bucket + "/") + name + content.suffix());
        if (store.exists(visible)) {
            return;
        }
        URI hidden = work.resolve(name);
        try (OutputStream out = store.create(hidden)) {
            out.write(content.beginning());
            for (URI piece : pieces) {
                try (InputStream in = store.read(piece, 0)) {
                    in.transferTo(out);
                }
            }
        }
        if (!store.publish(hidden, visible)) {
            store.delete(hidden);
        }
    }

    private static List<FileEntry> sorted(List<FileEntry> entries) {
        List<FileEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(FileEntry::name));
        return sorted;
    }
}
