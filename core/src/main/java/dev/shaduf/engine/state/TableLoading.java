// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads tables: what belongs to one partition in its order, different partitions beside each other. */
final class TableLoading implements StateLoading {
    private final StateTables tables;
    private final @Nullable CheckpointStore store;
    private final Time oldest;
    private final Lanes lanes;
    private final Map<String, LoadedTable> loaded = new HashMap<>();
    private boolean finished;

    TableLoading(StateTables tables, @Nullable CheckpointStore store, Time oldest, int threads) {
        this.tables = tables;
        this.store = store;
        this.oldest = oldest;
        this.lanes = new Lanes(threads);
    }

    @Override
    public void snapshot(StateSegment segment) throws Exception {
        if (store == null) {
            throw new IllegalStateException("there is no store to read " + segment + " from");
        }
        table(segment.uid(), segment.partitions()).snapshot(segment, store);
    }

    @Override
    public void changes(ByteBuffer chunk) throws Exception {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        Decoder in = tables.codecs().decoder(ByteBuffer.wrap(bytes));
        StateChunk head = StateChunk.read(in);
        table(head.uid(), head.partitions()).changes(head, in);
    }

    @Override
    public void finish() throws Exception {
        lanes.finish();
        loaded.values().forEach(LoadedTable::check);
        finished = true;
    }

    @Override
    public void close() {
        if (!finished) {
            lanes.cancel();
            tables.drop();
        }
    }

    private LoadedTable table(String uid, int partitions) {
        return loaded.computeIfAbsent(uid, name -> new LoadedTable(tables, uid, partitions, lanes, oldest));
    }
}
