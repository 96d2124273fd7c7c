// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.StateSegmentNames;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of all operators of one stream that lives in this process: one table per uid, in partitions that are made when
 * they are first asked for. Safe for use by many threads; see {@link StatePartition} for which of its methods may run
 * beside each other.
 *
 * <p>The life of a batch: each update {@linkplain StatePartition#begin begins} and {@linkplain StatePartition#finish finishes}
 * its partitions; then {@link #publish} makes the batch final, or {@link #rollback} undoes it before it is tried again; then
 * {@link #retain} says how far back versions are still read.
 *
 * <pre>{@code
 * StateTables tables = new StateTables();
 * StatePartition counts = tables.partition("counts", 0, 1);
 * KeyedState state = counts.begin(new Time(1_000));
 * state.put("a", 1L);
 * counts.finish();
 * tables.publish(new Time(1_000));
 * tables.retain(new Time(1_000));
 * counts.view(new Time(1_000), (key, value) -> log.info("{} -> {}", key, value));
 * }</pre>
 */
public final class StateTables {
    private final Map<String, StateTable> tables = new ConcurrentSkipListMap<>();
    private final Codecs codecs;
    private final Place place;
    private final boolean durable;

    /** Creates an empty table space with the codecs of the library. */
    public StateTables() {
        this(StateOptions.DEFAULT);
    }

    /**
     * Creates an empty table space.
     *
     * @param options how values are encoded, and what an undone attempt does
     */
    public StateTables(StateOptions options) {
        this(options, null);
    }

    /**
     * Creates an empty table space.
     *
     * @param options how values are encoded, and what an undone attempt does
     * @param spill that the tables go to disk, save what is in use; {@code null} for all in the heap
     */
    public StateTables(StateOptions options, @Nullable StateSpill spill) {
        this.codecs = Codecs.of(options);
        this.durable = options.durable();
        Codecs guarding = durable ? codecs : null;
        this.place = spill == null ? new HeapPlace(guarding) : new DiskPlace(codecs, guarding, spill);
    }

    /**
     * Returns what encodes the keys and values of the tables.
     *
     * @return the codecs
     */
    public Codecs codecs() {
        return codecs;
    }

    /**
     * Brings a table into the layout of an update. A table that has another one is distributed anew, which costs time
     * and memory by its size, once; versions made before can be read as long as they are retained.
     *
     * @param uid the name of the state
     * @param target assigns keys to partitions
     * @throws Exception if a key has no partition there
     */
    public void layOut(String uid, Partitioner target) throws Exception {
        table(uid, target.numPartitions(), Layout.scheme(target)).layOut(target);
    }

    /**
     * Returns a partition of a table; makes it, empty and {@linkplain StatePartition#isNew new}, when it is first asked for.
     *
     * @param uid the name of the state
     * @param partition the partition, from 0
     * @param partitions the number of partitions of the table
     * @return the partition, always the same one
     * @throws IllegalArgumentException if there is no such partition, or the table has another number of them
     */
    public StatePartition partition(String uid, int partition, int partitions) {
        return partition(uid, partition, partitions, null);
    }

    /**
     * Returns the partition that has a version, if the layout of the table has changed.
     *
     * @param uid the name of the state
     * @param partition the partition, from 0
     * @param partitions the number of partitions that the table had for that version
     * @param time the version; {@code null} for the present layout
     * @return the partition, always the same one
     * @throws IllegalArgumentException if there is no such partition, or the table never had that number of them
     */
    public StatePartition partition(String uid, int partition, int partitions, @Nullable Time time) {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("state '" + uid + "' was asked for partition " + partition + " of "
                    + partitions + "; partitions count from 0");
        }
        StateTable table = table(uid, partitions, Layout.Scheme.HASH);
        StatePartition found = table.find(partition, partitions, time);
        if (found == null) {
            throw new IllegalArgumentException("state '" + uid + "' was asked for with " + partitions
                    + " partitions, but has " + table.current().size() + "; lay it out anew before an update");
        }
        return found;
    }

    /**
     * Tells whether a version of a table can be read: made here, or loaded.
     *
     * @param uid the name of the state
     * @param time the time of the batch
     * @return whether all partitions have it
     */
    public boolean has(String uid, Time time) {
        StateTable table = tables.get(uid);
        return table != null && table.has(time);
    }

    /**
     * Lists the final versions of a table's present layout that can be read.
     *
     * @param uid the name of the state
     * @return their times, oldest first
     */
    public List<Time> times(String uid) {
        StateTable table = tables.get(uid);
        return table == null
                ? List.of()
                : table.current().present().stream()
                        .flatMap(partition -> partition.times().stream())
                        .distinct()
                        .sorted()
                        .map(Time::new)
                        .toList();
    }

    /**
     * Tells whether the keys of a table are in the partitions of the portable hash.
     *
     * @param uid the name of the state
     * @return whether they are; false if there is no such table
     */
    public boolean isHashed(String uid) {
        StateTable table = tables.get(uid);
        return table != null && table.current().isHashed();
    }

    /**
     * Makes all versions up to a time final.
     *
     * @param time the time of the batch
     */
    public void publish(Time time) {
        tables.values().forEach(table -> table.publish(time));
    }

    /**
     * Undoes all versions of a time and after it that are not final.
     *
     * @param time the time of the batch
     */
    public void rollback(Time time) {
        tables.values().forEach(table -> table.undo(time));
    }

    /**
     * Declares that versions before a time are read no more; a table that has no version of that time keeps the last one
     * before it.
     *
     * @param oldest the oldest time that may still be read
     */
    public void retain(Time oldest) {
        tables.values().forEach(table -> table.retain(oldest));
    }

    /**
     * Ends the update of a partition of a state that outlives the process: encodes what it changed, for {@link #changes}. So
     * an update fails for what cannot be written while it can still be undone, and before an output shows it.
     *
     * @param uid the name of the state
     * @param partition the partition, whose version has been finished
     * @param time the time of the batch
     * @throws Exception a {@code CodecException} that names state and key if a value cannot be encoded
     */
    public void write(String uid, int partition, Time time) throws Exception {
        StateTable table = tables.get(uid);
        if (table != null && durable) {
            table.write(codecs, partition, time);
        }
    }

    /**
     * Encodes what the final versions of some time changed.
     *
     * @param after the time after which versions are taken
     * @param upTo the time of the last one
     * @param into takes the chunks
     * @throws Exception what the taker throws, or {@code CodecException}
     */
    public void changes(Time after, Time upTo, StateChunks into) throws Exception {
        StateWriter writer = new StateWriter(codecs, into);
        for (StateTable table : tables.values()) {
            table.changes(writer, after, upTo);
        }
    }

    /**
     * Writes all tables whole, each partition into a segment.
     *
     * @param time the time of the batch as of which
     * @param store where the segments are created
     * @param names names them
     * @return the segments
     * @throws Exception if one cannot be written
     */
    public List<StateSegment> snapshot(Time time, CheckpointStore store, StateSegmentNames names) throws Exception {
        List<StateSegment> written = new ArrayList<>();
        for (Map.Entry<String, StateTable> named : tables.entrySet()) {
            StateTable table = named.getValue();
            Layout layout = table.at(time);
            if (layout != null) {
                Time version = new Time(StateTable.lastTime(layout, time).orElseThrow());
                for (int i = 0; i < layout.size(); i++) {
                    String name = names.of(named.getKey(), i);
                    written.add(write(layout.partition(i), table.head(layout, i, version), store, name));
                }
            }
        }
        return written;
    }

    /**
     * Reads a partition that was written whole and checks its checksums.
     *
     * @param store where it stands
     * @param segment the partition
     * @throws Exception saying what is wrong with it
     */
    public static void verify(CheckpointStore store, StateSegment segment) throws Exception {
        Segments.read(store, segment.name(), chunk -> {});
    }

    /**
     * Writes a partition that an engine has encoded whole elsewhere into a segment of its own.
     *
     * @param head says which partition it is, and which version
     * @param keys the keys in it
     * @param chunks what {@link PlacedPartition#whole} returned
     * @param store where the segment is created
     * @param name its name
     * @return the segment
     * @throws Exception if it cannot be written
     */
    public static StateSegment write(
            StateChunk head, long keys, List<byte[]> chunks, CheckpointStore store, String name) throws Exception {
        try (CheckpointStore.Segment segment = store.create(name)) {
            Segments.begin(segment);
            for (byte[] chunk : chunks) {
                Segments.append(segment, ByteBuffer.wrap(chunk));
            }
            new StateWriter(Codecs.standard(), chunk -> Segments.append(segment, chunk)).version(head);
            Segments.end(segment);
            return segment(head, keys, segment, name);
        }
    }

    private static StateSegment segment(StateChunk head, long keys, CheckpointStore.Segment segment, String name)
            throws Exception {
        return new StateSegment(
                head.uid(), head.partition(), head.partitions(), head.time(), keys, segment.length(), name);
    }

    private StateSegment write(StatePartition partition, StateChunk head, CheckpointStore store, String name)
            throws Exception {
        try (CheckpointStore.Segment segment = store.create(name)) {
            Segments.begin(segment);
            StateWriter writer = new StateWriter(codecs, chunk -> Segments.append(segment, chunk));
            long keys = partition.lastTime(head.time()).isPresent() ? writer.whole(partition, head) : 0;
            writer.version(head);
            Segments.end(segment);
            return segment(head, keys, segment, name);
        }
    }

    /**
     * Begins to load tables that were written; there may be none yet.
     *
     * @param store where segments are
     * @param oldest the oldest time that may still be read
     * @param threads how many load partitions
     * @return takes what is to be loaded
     * @throws IllegalStateException if there are tables
     */
    public StateLoading load(CheckpointStore store, Time oldest, int threads) {
        return load(oldest, threads, store);
    }

    /**
     * Begins to load tables of changes alone, the first of which say what a table was as a whole; there may be none yet.
     *
     * @param oldest the oldest time that may still be read
     * @param threads how many load partitions
     * @return takes what is to be loaded, and no snapshot
     * @throws IllegalStateException if there are tables
     */
    public StateLoading load(Time oldest, int threads) {
        return load(oldest, threads, null);
    }

    private StateLoading load(Time oldest, int threads, @Nullable CheckpointStore store) {
        if (!tables.isEmpty()) {
            throw new IllegalStateException("states were to be loaded, but there are already " + tables.keySet()
                    + "; load before the first update");
        }
        return new TableLoading(this, store, oldest, threads);
    }

    /** Returns a table that is being loaded; makes it with a layout if there is none. */
    StateTable table(String uid, int partitions, Layout.Scheme scheme) {
        return tables.computeIfAbsent(
                uid, name -> new StateTable(uid, new Layout(uid, partitions, scheme, place), place));
    }

    /**
     * Tells whether there is no table.
     *
     * @return whether nothing has been updated or loaded
     */
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    /**
     * Describes each table.
     *
     * @return one record per uid, in their order
     */
    public List<StateInfo> infos() {
        return tables.values().stream().map(StateTable::info).toList();
    }

    /** Drops all tables; partitions handed out before must not be used any more. */
    public void drop() {
        tables.clear();
        place.clear();
    }
}
