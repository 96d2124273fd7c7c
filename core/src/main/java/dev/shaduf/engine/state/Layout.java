// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
    private final Place place;
    private volatile Scheme scheme;

    Layout(String uid, int partitions, Scheme scheme, Place place) {
        this.uid = uid;
        this.partitions = new StatePartition[partitions];
        this.scheme = scheme;
        this.place = place;
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
                found = new StatePartition(uid, partition, place);
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
        Layout next = new Layout(uid, target.numPartitions(), scheme(target), place);
        OptionalLong newest = newest();
        if (newest.isPresent()) {
            try {
                new Redistribution(next, target, new Time(newest.getAsLong())).run(present());
            } catch (Exception | Error e) {
                next.drop();
                throw e;
            }
        }
        return next;
    }

    /** Frees what is not in the heap; nothing may be read any more. */
    void drop() {
        present().forEach(StatePartition::drop);
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
}
