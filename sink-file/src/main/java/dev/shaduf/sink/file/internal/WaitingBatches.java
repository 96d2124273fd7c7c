// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SinkContext;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The batches that are committed and not shown yet. Thousands may wait for a roll, and each commit asks; so what is in one, which never
 * changes, is looked at once. One thread at a time.
 */
final class WaitingBatches {
    private final FileStore store;
    private final URI directory;
    private final Marks marks;
    private final Map<String, Waiting> known = new HashMap<>();

    /** A batch and the bytes of its pieces. */
    record Waiting(KeptBatch batch, long bytes) {}

    /** Looks into a directory; marks tell which batches in it are shown. */
    WaitingBatches(FileStore store, URI directory, Marks marks) {
        this.store = store;
        this.directory = directory;
        this.marks = marks;
    }

    /**
     * Returns those that a run may show, in order: its own, those of earlier runs, and those of other streams. Of one whose checkpoint
     * is no longer there, nobody else would show them.
     */
    List<Waiting> of(SinkContext run) throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        Set<String> shown = marks.names();
        Set<String> there = new HashSet<>();
        for (FileEntry entry : store.list(directory)) {
            there.add(entry.name());
            Waiting each = look(entry);
            boolean later =
                    each.batch().stream().equals(run.stream()) && each.batch().epoch() > run.epoch();
            if (!later && !shown.contains(entry.name())) {
                waiting.add(each);
            }
        }
        known.keySet().retainAll(there);
        waiting.sort(Comparator.comparing((Waiting each) -> each.batch().stream())
                .thenComparingLong(each -> each.batch().number()));
        return waiting;
    }

    private Waiting look(FileEntry entry) throws IOException {
        Waiting before = known.get(entry.name());
        if (before != null) {
            return before;
        }
        URI batch = BatchDirectories.directory(entry.path());
        Waiting looked = new Waiting(KeptBatch.of(batch, store.list(batch)), Roll.bytes(store, batch));
        known.put(entry.name(), looked);
        return looked;
    }
}
