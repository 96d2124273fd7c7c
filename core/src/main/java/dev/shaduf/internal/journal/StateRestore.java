// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.internal.log.Log;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    void into(Engine engine, UUID stream, List<String> unwanted, Time oldest) throws Exception {
        List<JournalRecord.Snapshot> newestFirst = new ArrayList<>(contents.snapshots());
        Collections.reverse(newestFirst);
        if (log.first() == 0) {
            newestFirst.add(new JournalRecord.Snapshot(0, new Time(0), 0, List.of()));
        }
        Exception failure = null;
        for (JournalRecord.Snapshot snapshot : newestFirst) {
            try {
                load(engine.load(stream, store, oldest), snapshot, unwanted);
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.warn("the states as of batch {} cannot be loaded: {}", snapshot.number(), e.toString());
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void load(StateLoading loading, JournalRecord.Snapshot snapshot, List<String> unwanted) throws Exception {
        try (loading) {
            for (StateSegment segment : snapshot.segments()) {
                if (!isVoid(segment.uid(), snapshot.number(), unwanted)) {
                    loading.snapshot(segment);
                }
            }
            for (long address : contents.changesAfter(snapshot.number())) {
                ByteBuffer record = log.read(address);
                if (format.read(record) instanceof JournalRecord.Changes part
                        && !isVoid(StateChunk.of(part.content()).uid(), part.number(), unwanted)) {
                    loading.changes(part.content());
                }
            }
            loading.finish();
        }
    }

    private boolean isVoid(String uid, long number, List<String> unwanted) {
        Map<String, Long> dropped = contents.dropped();
        return unwanted.contains(uid) || number <= dropped.getOrDefault(uid, 0L);
    }
}
