// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The partitions of a table, and what distributes keys to them. */
final class Layout {
    /** What is known of how keys are distributed. */
    enum Scheme {
        /** By the portable hash. */
        HASH,
        /** By a partitioner of the program, the one that this process uses. */
        PROGRAM,
        /** By a partitioner of the program, in an earlier process. */
        UNKNOWN
    }

    private final String uid;
    private final @Nullable StatePartition[] partitions;
    private final @Nullable Codecs guarding;
    private volatile Scheme scheme;

    Layout(String uid, int partitions, Scheme scheme, @Nullable Codecs guarding) {
        this.uid = uid;
        this.partitions = new StatePartition[partitions];
        this.scheme = scheme;
        this.guarding = guarding;
    }

    static Scheme scheme(Partitioner partitioner) {
        return partitioner instanceof HashPartitioner ? Scheme.HASH : Scheme.PROGRAM;
    }

    /** Notes what a chunk says of the layout that it was written from. */
    void hashed(boolean hashed) {
        scheme = hashed ? Scheme.HASH : Scheme.UNKNOWN;
    }

    int size() {
        return partitions.length;
    }

    boolean isHashed() {
        return scheme == Scheme.HASH;
    }

    StatePartition partition(int partition) {
        synchronized (partitions) {
            StatePartition found = partitions[partition];
            if (found == null) {
                found = new StatePartition(uid, partition, guarding);
                partitions[partition] = found;
            }
            return found;
        }
    }

    /** Returns the partitions that have been asked for. */
    List<StatePartition> present() {
        synchronized (partitions) {
            List<StatePartition> present = new ArrayList<>(partitions.length);
            for (StatePartition partition : partitions) {
                if (partition != null) {
                    present.add(partition);
                }
            }
            return present;
        }
    }

    /** Whether keys are where a partitioner wants them; looks at all of them if it cannot tell otherwise. */
    boolean fits(Partitioner target) throws Exception {
        if (target.numPartitions() != partitions.length) {
            return false;
        }
        Scheme wanted = scheme(target);
        if (scheme != Scheme.UNKNOWN) {
            return scheme == wanted;
        }
        boolean fits = allWhere(target);
        if (fits) {
            scheme = wanted;
        }
        return fits;
    }

    /** Makes a layout with the newest version of this one's table. */
    Layout redistributed(Partitioner target) throws Exception {
        Layout next = new Layout(uid, target.numPartitions(), scheme(target), guarding);
        OptionalLong newest = newest();
        if (newest.isEmpty()) {
            return next;
        }
        Time time = new Time(newest.getAsLong());
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < target.numPartitions(); i++) {
            shares.add(new Share());
        }
        for (StatePartition partition : present()) {
            distribute(partition, time, target, shares);
        }
        for (int i = 0; i < shares.size(); i++) {
            shares.get(i).moveTo(next.partition(i), time);
            shares.set(i, new Share());
        }
        return next;
    }

    private OptionalLong newest() {
        return present().stream()
                .flatMapToLong(partition -> partition.lastTime(new Time(Long.MAX_VALUE)).stream())
                .max();
    }

    private boolean allWhere(Partitioner target) throws Exception {
        boolean[] fits = {true};
        for (int i = 0; i < partitions.length; i++) {
            int here = i;
            OptionalLong time = partition(i).lastTime(new Time(Long.MAX_VALUE));
            if (time.isPresent()) {
                partition(i)
                        .view(new Time(time.getAsLong()), (key, value) -> fits[0] &= target.getPartition(key) == here);
            }
        }
        return fits[0];
    }

    private static void distribute(StatePartition partition, Time time, Partitioner target, List<Share> shares) {
        OptionalLong last = partition.lastTime(time);
        if (last.isEmpty()) {
            return;
        }
        Version version = partition.find(new Time(last.getAsLong()));
        for (Entry entry : partition.entries()) {
            Object value = entry == null ? null : entry.at(version.time);
            if (entry != null && value != null) {
                shares.get(target.getPartition(entry.key)).add(entry, value, version.time);
            }
        }
        partition
                .partials()
                .range(version.droppedUpTo, version.time)
                .forEach((at, partial) -> partial.pairs()
                        .forEach(pair ->
                                shares.get(target.getPartition(pair._1())).add(at, pair)));
        shares.forEach(share -> share.droppedUpTo = Math.max(share.droppedUpTo, version.droppedUpTo));
    }

    /** What goes into one partition. */
    private static final class Share {
        private record Moved(Object key, Object value, long touched) {}

        private final List<Moved> keys = new ArrayList<>();
        private final Map<Long, List<Tuple2<?, ?>>> partials = new TreeMap<>();
        private long droppedUpTo = Long.MIN_VALUE;

        void add(Entry entry, Object value, long time) {
            keys.add(new Moved(entry.key, value, entry.touchedAt(time)));
        }

        void add(long time, Tuple2<?, ?> pair) {
            partials.computeIfAbsent(time, unknown -> new ArrayList<>()).add(pair);
        }

        void moveTo(StatePartition partition, Time time) {
            partition.move(time, droppedUpTo, attempt -> {
                keys.forEach(moved -> attempt.restore(moved.key(), moved.value(), moved.touched()));
                partials.forEach((at, pairs) -> attempt.keepPartial(at, new Partial(pairs)));
            });
        }
    }
}
