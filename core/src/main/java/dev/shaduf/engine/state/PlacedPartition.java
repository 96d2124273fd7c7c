// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition of a table, apart from the others: for engines that place partitions in several JVMs. What is written of it
 * in one JVM makes the same partition in another. Threads as {@link StatePartition} says; loading counts as an update.
 */
public final class PlacedPartition {
    private final Codecs codecs;
    private final StateChunk head;
    private final StatePartition partition;

    /**
     * Creates a partition without versions.
     *
     * @param head says which one it is; its time and content do not matter
     * @param codecs encode keys and values
     * @param encodedRollback whether what an update reads is set down in encoded form first
     */
    public PlacedPartition(StateChunk head, Codecs codecs, boolean encodedRollback) {
        this.codecs = codecs;
        this.head = head;
        this.partition =
                new StatePartition(head.uid(), head.partition(), new HeapPlace(encodedRollback ? codecs : null));
    }

    /**
     * Returns the partition, to update and view.
     *
     * @return always the same one
     */
    public StatePartition partition() {
        return partition;
    }

    /**
     * Makes a version of what {@link #whole} or {@link #changes} wrote, which is final.
     *
     * @param time the version
     * @param chunks what was written of it; nothing where it changed nothing
     * @param oldest the oldest time that may still be read
     */
    public void load(Time time, List<byte[]> chunks, Time oldest) {
        Restored restored = new Restored(partition, codecs, oldest);
        for (byte[] chunk : chunks) {
            Decoder in = codecs.decoder(ByteBuffer.wrap(chunk));
            restored.load(StateChunk.read(in), in);
        }
        restored.version(time);
    }

    /**
     * Encodes the partition as of a version, which must be retained meanwhile.
     *
     * @param time the version
     * @return the chunks
     * @throws Exception a {@code CodecException} if a value cannot be encoded
     */
    public List<byte[]> whole(Time time) throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        writer(chunks).whole(partition, at(time));
        return chunks;
    }

    /**
     * Encodes what a version changed.
     *
     * @param time the version
     * @return the chunks, none where it changed nothing
     * @throws Exception a {@code CodecException} if a value cannot be encoded
     */
    public List<byte[]> changes(Time time) throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        writer(chunks).changes(partition, at(time));
        return chunks;
    }

    private StateWriter writer(List<byte[]> chunks) {
        return new StateWriter(codecs, chunk -> chunks.add(StateWriter.bytes(chunk)));
    }

    private StateChunk at(Time time) {
        return new StateChunk(
                StateChunk.Content.CHANGES, head.uid(), head.partition(), head.partitions(), head.hashed(), time, 0);
    }
}
