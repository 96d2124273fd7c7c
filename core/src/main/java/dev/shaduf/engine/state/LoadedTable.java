// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.state.StateChunk.Content;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A table while it is loaded. Called by the thread of the loading; what it starts runs on the lane of its partition. */
final class LoadedTable {
    private final StateTables tables;
    private final String uid;
    private final Lanes lanes;
    private final Time oldest;
    private final BitSet segments = new BitSet();
    /** The partitions of the snapshot. */
    private final int expected;

    private final StateTable table;
    private Layout layout;
    private List<Restored> partitions;
    /** The time of the snapshot that was loaded. */
    private long since = Long.MIN_VALUE;
    /** The version that a new layout began with. */
    private long relaidAt = Long.MIN_VALUE;

    LoadedTable(StateTables tables, String uid, int partitions, Lanes lanes, Time oldest) {
        this.tables = tables;
        this.uid = uid;
        this.expected = partitions;
        this.lanes = lanes;
        this.oldest = oldest;
        this.table = tables.table(uid, partitions, Layout.Scheme.UNKNOWN);
        this.layout = table.current();
        this.partitions = restored();
    }

    void snapshot(StateSegment segment, CheckpointStore store) throws Exception {
        if (segment.partitions() != layout.size()) {
            throw new CodecException("state '" + uid + "': segment " + segment.name() + " is of a table of "
                    + segment.partitions() + " partitions, others of the snapshot of one of " + layout.size());
        }
        since = Math.max(since, segment.time().milliseconds());
        segments.set(segment.partition());
        Layout of = layout;
        Restored into = partitions.get(segment.partition());
        lanes.run(
                lane(segment.partition()),
                () -> Segments.read(store, segment.name(), chunk -> load(segment, chunk, of, into)));
    }

    /** Loads a chunk of a segment, on the partition's lane. */
    private void load(StateSegment segment, ByteBuffer chunk, Layout of, Restored into) {
        Decoder in = tables.codecs().decoder(chunk);
        StateChunk head = StateChunk.read(in);
        if (!head.uid().equals(uid) || head.partition() != segment.partition()) {
            throw new CodecException("segment " + segment.name() + " should hold partition " + segment.partition()
                    + " of state '" + uid + "', and holds " + head.shown());
        }
        if (head.content() == Content.VERSION) {
            of.hashed(head.hashed());
            into.version(head.time());
        } else {
            into.load(head, in);
        }
    }

    void changes(StateChunk head, Decoder in) throws Exception {
        if (head.time().milliseconds() <= since) {
            return;
        }
        if (head.content() == Content.WHOLE && relaidAt != head.time().milliseconds()) {
            relaidAt = head.time().milliseconds();
            layout = table.replace(head.partitions(), Layout.Scheme.UNKNOWN);
            partitions = restored();
        }
        if (head.partitions() != layout.size()) {
            throw new CodecException(head.shown() + " follows a table of " + layout.size()
                    + " partitions; changes between them are missing");
        }
        layout.hashed(head.hashed());
        if (head.content() == Content.VERSION) {
            for (int i = 0; i < layout.size(); i++) {
                Restored partition = partitions.get(i);
                lanes.run(lane(i), () -> partition.version(head.time()));
            }
        } else {
            Restored partition = partitions.get(head.partition());
            lanes.run(lane(head.partition()), () -> partition.load(head, in));
        }
    }

    /** Checks that nothing is missing, after all work. */
    void check() {
        if (!segments.isEmpty() && segments.cardinality() < expected) {
            throw new CodecException(
                    "state '" + uid + "': the snapshot has no segment of partition " + segments.nextClearBit(0));
        }
        partitions.forEach(Restored::check);
        table.retain(oldest);
    }

    private int lane(int partition) {
        return Math.floorMod(partition + uid.hashCode(), lanes.count());
    }

    private List<Restored> restored() {
        List<Restored> restored = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            restored.add(new Restored(layout.partition(i), tables.codecs(), oldest));
        }
        return restored;
    }
}
