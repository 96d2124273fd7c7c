// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.internal.log.Log;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the states as they were after the last batch completed: the newest whole snapshot, and what was changed since. */
final class StateRestore {
    private static final Logger LOG = LoggerFactory.getLogger(StateRestore.class);

    private final CheckpointStore store;
    private final Log log;
    private final JournalFormat format;
    private final JournalContents contents;

    StateRestore(CheckpointStore store, Log log, JournalFormat format, JournalContents contents) {
        this.store = store;
        this.log = log;
        this.format = format;
        this.contents = contents;
    }

    /** Loads them, and returns the number of the snapshot that could be used; those after it are damaged. */
    long into(Engine engine, UUID stream, List<String> unwanted, Time oldest) throws Exception {
        List<JournalRecord.Snapshot> newestFirst = new ArrayList<>(contents.snapshots());
        Collections.reverse(newestFirst);
        if (contents.isFromTheBeginning()) {
            newestFirst.add(new JournalRecord.Snapshot(0, new Time(0), 0, List.of()));
        }
        Exception failure = null;
        for (JournalRecord.Snapshot snapshot : newestFirst) {
            try {
                load(engine.load(stream, store, oldest), snapshot, unwanted);
                return snapshot.number();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.warn("the states as of batch {} cannot be loaded: {}", snapshot.number(), e.toString());
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new IOException("the journal begins without a snapshot of the states") : failure;
    }

    private void load(StateLoading loading, JournalRecord.Snapshot snapshot, List<String> unwanted) throws Exception {
        try (loading) {
            for (StateSegment segment : snapshot.segments()) {
                if (!isVoid(segment.uid(), snapshot.number(), unwanted)) {
                    loading.snapshot(segment);
                }
            }
            changes(loading, new HashSet<>(contents.changesAfter(snapshot.number())), unwanted);
            loading.finish();
        }
    }

    /** The changes stand in the log in the order of their batches; it is read through, which is faster than piece by piece. */
    private void changes(StateLoading loading, Set<Long> addresses, List<String> unwanted) throws Exception {
        if (addresses.isEmpty()) {
            return;
        }
        log.read((address, bytes) -> {
            if (addresses.contains(address)
                    && format.read(bytes) instanceof JournalRecord.Changes part
                    && !isVoid(StateChunk.of(part.content()).uid(), part.number(), unwanted)) {
                load(loading, part.content());
            }
        });
    }

    private static void load(StateLoading loading, ByteBuffer chunk) throws IOException {
        try {
            loading.changes(chunk);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private boolean isVoid(String uid, long number, List<String> unwanted) {
        Map<String, Long> dropped = contents.dropped();
        return unwanted.contains(uid) || number <= dropped.getOrDefault(uid, 0L);
    }
}
