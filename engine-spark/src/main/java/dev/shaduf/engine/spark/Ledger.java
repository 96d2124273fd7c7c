// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.engine.state.StateWriter;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * What the driver knows of a table in one layout: which versions there are, by which attempts, and in encoded form what makes
 * them. Executors may lose everything.
 */
final class Ledger {
    /** So many versions are kept by their changes before the table is written whole again, unless it is small. */
    private static final int LONGEST_CHAIN = 50;

    private static final long SMALL = 1 << 20;

    private final TableId id;
    private final StateOptions options;
    private final int partitions;
    private final boolean hashed;
    private final Retired retired;
    private final TreeMap<Long, Delta> deltas = new TreeMap<>();
    private final @Nullable String[] places;
    private Base base;
    /** Whether a partitioner of the program has laid it out, or been seen to fit, in this process. */
    private boolean known;
    /** Whether the table came here from another layout, so that whoever reads changes needs it whole first. */
    private boolean relaid;

    private long published = Long.MIN_VALUE;
    private long oldest = Long.MIN_VALUE;

    Ledger(TableId id, StateOptions options, int partitions, boolean hashed, Base base, Retired retired) {
        this.id = id;
        this.options = options;
        this.partitions = partitions;
        this.hashed = hashed;
        this.base = base;
        this.retired = retired;
        this.places = new @Nullable String[partitions];
        Delta first = base.version();
        if (first != null) {
            published = first.time();
        }
    }

    TableId id() {
        return id;
    }

    int partitions() {
        return partitions;
    }

    boolean hashed() {
        return hashed;
    }

    /** What encodes a version whole. */
    @FunctionalInterface
    interface Whole {
        /** Returns the chunks of each partition. */
        List<List<byte[]>> of(Time time) throws Exception;
    }

    synchronized Ledger known() {
        known = true;
        return this;
    }

    synchronized Ledger relaid() {
        relaid = true;
        return this;
    }

    /** Whether keys are where a partitioner wants them, as far as that can be told without looking at them. */
    synchronized boolean fits(Partitioner target) {
        boolean byHash = target instanceof HashPartitioner;
        return partitions == target.numPartitions() && hashed == byHash && (hashed || known);
    }

    synchronized boolean isNew() {
        return base.version() == null && deltas.isEmpty();
    }

    synchronized boolean has(Time time) {
        Delta first = base.version();
        return deltas.containsKey(time.milliseconds()) || (first != null && first.time() == time.milliseconds());
    }

    synchronized Optional<Time> newest() {
        return newestDelta().map(delta -> new Time(delta.time()));
    }

    /** Refers to a version. */
    WantedVersion version(Time time) {
        return new WantedVersion(() -> version(time, false));
    }

    /** Refers to the table that the update of a time begins with. */
    WantedVersion before(Time time) {
        return new WantedVersion(() -> version(time, true));
    }

    private synchronized TableVersion version(Time time, boolean before) {
        List<Delta> known =
                new ArrayList<>(before ? deltas.headMap(time.milliseconds()).values() : deltas.values());
        return new TableVersion(id, options, partitions, hashed, base, known, time, published, oldestKept());
    }

    /** Returns where a partition had better be read or updated: where it was last. */
    synchronized List<String> places(int partition) {
        String place = places[partition];
        return place == null ? List.of() : List.of(place);
    }

    /** Executors keep one version before those that may be read: the next base, which the update after it begins with. */
    private long oldestKept() {
        Long unread = deltas.lowerKey(oldest);
        Delta first = base.version();
        if (unread != null) {
            return unread;
        }
        return first == null ? oldest : Math.min(first.time(), oldest);
    }

    /** Takes a version that has been made in all partitions. */
    void take(SparkContext spark, Time time, List<Updated> made) {
        Delta delta = new Delta(
                time.milliseconds(),
                made.stream().mapToLong(Updated::token).toArray(),
                Payload.of(spark, made.stream().map(Updated::changes).toList()),
                made.stream().mapToLong(Updated::keys).toArray(),
                made.stream().mapToLong(Updated::touched).sum());
        synchronized (this) {
            for (int i = 0; i < partitions; i++) {
                places[i] = made.get(i).place();
            }
            add(delta);
        }
    }

    synchronized void add(Delta delta) {
        deltas.put(delta.time(), delta);
    }

    synchronized void publish(Time time) {
        published = Math.max(published, time.milliseconds());
    }

    synchronized void rollback(Time time) {
        Map<Long, Delta> undone = deltas.tailMap(Math.max(time.milliseconds(), published + 1));
        retire(undone);
    }

    synchronized void retain(Time time) {
        oldest = Math.max(oldest, time.milliseconds());
    }

    /**
     * Returns the version that would be a better base than the present one, if it is worth it: the last one that nobody reads,
     * so that the update after it can be made again.
     */
    synchronized Optional<Time> nextBase() {
        Map<Long, Delta> unread = deltas.headMap(Math.min(oldest, published));
        if (unread.isEmpty()) {
            return Optional.empty();
        }
        long bytes = unread.values().stream()
                .mapToLong(delta -> delta.changes().bytes())
                .sum();
        boolean worth = unread.size() >= LONGEST_CHAIN || bytes > SMALL + base.bytes();
        return worth ? Optional.of(new Time(deltas.lowerKey(Math.min(oldest, published)))) : Optional.empty();
    }

    /** Begins with a later version from now on. */
    synchronized void rebase(Time time, List<Payload> whole) {
        Delta version = deltas.get(time.milliseconds());
        if (version == null) {
            whole.forEach(Payload::free);
            return;
        }
        Base old = base;
        base = new Base(version.merged(), whole);
        Map<Long, Delta> merged = deltas.headMap(time.milliseconds(), true);
        retire(merged);
        retired.add(old::free);
    }

    private void retire(Map<Long, Delta> unused) {
        unused.values().forEach(delta -> retired.add(delta.changes()::free));
        unused.clear();
    }

    /** Encodes what final versions of some time changed; the first of a new layout whole. */
    void changes(Time after, Time upTo, StateChunks into, Whole whole) throws Exception {
        for (Delta delta : between(after, upTo)) {
            Time time = new Time(delta.time());
            List<List<byte[]>> all = wantsWhole() ? whole.of(time) : null;
            for (int i = 0; i < partitions; i++) {
                take(all == null ? delta.changes().chunks(i) : all.get(i), into);
            }
            end(time, into);
        }
    }

    /** Hands everything to what loads it elsewhere. */
    void write(StateLoading into) throws Exception {
        Delta first;
        List<Delta> later;
        Base from;
        synchronized (this) {
            from = base;
            first = from.version();
            later = List.copyOf(deltas.values());
        }
        if (first != null) {
            for (Payload whole : from.whole()) {
                take(whole.chunks(0), into::changes);
            }
            end(new Time(first.time()), into::changes);
        }
        for (Delta delta : later) {
            for (int i = 0; i < partitions; i++) {
                take(delta.changes().chunks(i), into::changes);
            }
            end(new Time(delta.time()), into::changes);
        }
    }

    private static void take(List<byte[]> chunks, StateChunks into) throws Exception {
        for (byte[] chunk : chunks) {
            into.take(ByteBuffer.wrap(chunk));
        }
    }

    private void end(Time time, StateChunks into) throws Exception {
        new StateWriter(Codecs.standard(), into).version(head(0, time));
    }

    private synchronized boolean wantsWhole() {
        boolean wanted = relaid;
        relaid = false;
        return wanted;
    }

    private synchronized List<Delta> between(Time after, Time upTo) {
        long last = Math.min(upTo.milliseconds(), published);
        return after.milliseconds() >= last
                ? List.of()
                : List.copyOf(
                        deltas.subMap(after.milliseconds(), false, last, true).values());
    }

    /** Returns the last final version up to a time. */
    synchronized Optional<Delta> lastVersion(Time upTo) {
        Map.Entry<Long, Delta> last = deltas.floorEntry(Math.min(upTo.milliseconds(), published));
        if (last != null) {
            return Optional.of(last.getValue());
        }
        Delta first = base.version();
        return first != null && first.time() <= upTo.milliseconds() ? Optional.of(first) : Optional.empty();
    }

    StateChunk head(int partition, Time time) {
        return new StateChunk(StateChunk.Content.CHANGES, id.uid(), partition, partitions, hashed, time, 0);
    }

    synchronized StateInfo info() {
        Optional<Delta> newest = newestDelta();
        return new StateInfo(
                id.uid(),
                partitions,
                newest.map(Delta::allKeys).orElse(0L),
                newest.map(Delta::touched).orElse(0L),
                (int) deltas.keySet().stream().filter(time -> time >= oldest).count());
    }

    synchronized void free() {
        retired.add(base::free);
        retire(deltas);
        base = Base.EMPTY;
    }

    private Optional<Delta> newestDelta() {
        return deltas.isEmpty()
                ? Optional.ofNullable(base.version())
                : Optional.of(deltas.lastEntry().getValue());
    }
}
