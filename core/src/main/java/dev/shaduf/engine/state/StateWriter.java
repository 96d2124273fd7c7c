// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.state.StateChunk.Content;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes versions of partitions. Used by one thread, which may be another than that of the updates. */
public final class StateWriter {
    private final Codecs codecs;
    private final ChunkWriter out;

    /**
     * Creates a writer.
     *
     * @param codecs encode keys and values
     * @param into takes the chunks
     */
    public StateWriter(Codecs codecs, StateChunks into) {
        this.codecs = codecs;
        this.out = new ChunkWriter(codecs, into);
    }

    /**
     * Writes what a version changed: nothing if that is nothing, the whole partition if it was laid out anew.
     *
     * @param partition the partition
     * @param head says which one it is, and which version
     * @throws Exception what the taker of the chunks throws, or {@code CodecException}
     */
    public void changes(StatePartition partition, StateChunk head) throws Exception {
        Version version = partition.find(head.time());
        if (version.whole) {
            whole(partition, head);
            return;
        }
        EntryList touched = partition.changes(version);
        Map<Long, Partial> kept = partition.partials().range(version.time - 1, version.time);
        boolean dropped = version.droppedUpTo > version.droppedBefore;
        if (touched.size() == 0 && kept.isEmpty() && !dropped) {
            return;
        }
        out.begin(head.of(Content.CHANGES));
        for (Entry[] chunk : touched.chunks()) {
            for (Entry entry : chunk) {
                change(partition, version, entry);
            }
        }
        partials(version, kept, dropped);
        out.end();
    }

    /**
     * Writes a partition whole, as of a version. Updates may go on; the version must be retained meanwhile.
     *
     * @param partition the partition
     * @param head says which one it is, and which version
     * @return the number of keys
     * @throws Exception what the taker of the chunks throws, or {@code CodecException}
     */
    public long whole(StatePartition partition, StateChunk head) throws Exception {
        Version version = partition.find(head.time());
        out.begin(head.of(Content.WHOLE));
        out.expect(version.keys);
        long keys = 0;
        Walk walk = partition.walk();
        @Nullable Entry[] page;
        while ((page = walk.next()) != null) {
            keys += put(partition.name(), version, page);
        }
        partials(version, partition.partials().range(version.droppedUpTo, version.time), true);
        ViewInput.check(partition.name(), version);
        out.end();
        return keys;
    }

    private long put(String name, Version version, @Nullable Entry[] page) throws Exception {
        long keys = 0;
        for (int i = 0; i < page.length; i++) {
            Entry entry = Table.read(page, i);
            Object value = entry == null ? null : ViewInput.read(name, version, entry);
            if (entry != null && value != null) {
                out.putTouched(entry.touchedAt(version.time), entry.key, value);
                keys++;
            }
        }
        return keys;
    }

    /**
     * Writes that a version has been written in all partitions.
     *
     * @param head says which version
     * @throws Exception what the taker of the chunks throws
     */
    public void version(StateChunk head) throws Exception {
        out.note(head.of(Content.VERSION));
    }

    /**
     * Returns how much has been written.
     *
     * @return the bytes handed over
     */
    public long written() {
        return out.written();
    }

    /** Hands over chunks that have been written before. */
    void written(List<byte[]> chunks) throws Exception {
        for (byte[] chunk : chunks) {
            out.handOver(ByteBuffer.wrap(chunk));
        }
    }

    /** Copies a chunk, whose memory is used again. */
    static byte[] bytes(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        return bytes;
    }

    private void change(StatePartition partition, Version version, Entry entry) throws Exception {
        Object value = ViewInput.read(partition.name(), version, entry);
        Object before = entry.at(version.time - 1);
        if (value == null) {
            if (before != null) {
                out.remove(entry.key);
            }
        } else if (value == before && codecs.isImmutable(value)) {
            out.touch(entry.key);
        } else {
            out.put(entry.key, value);
        }
    }

    private void partials(Version version, Map<Long, Partial> kept, boolean dropped) throws Exception {
        for (Map.Entry<Long, Partial> partial : kept.entrySet()) {
            out.partial(partial.getKey(), partial.getValue());
        }
        if (dropped && version.droppedUpTo > Long.MIN_VALUE) {
            out.dropped(version.droppedUpTo);
        }
    }
}
