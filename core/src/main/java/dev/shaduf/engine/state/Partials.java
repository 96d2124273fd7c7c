// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The partial results of a partition, by the time of the batch that kept them. */
final class Partials {
    /** Where and how they are kept on disk. */
    record OnDisk(StateStore.Region region, Codecs codecs) {}

    private final TreeMap<Long, Partial> kept = new TreeMap<>();
    private final @Nullable OnDisk disk;

    Partials(@Nullable OnDisk disk) {
        this.disk = disk;
    }

    synchronized void keep(long time, Partial partial) {
        if (disk != null) {
            partial.store(disk.region(), time, disk.codecs());
        }
        kept.put(time, partial);
    }

    synchronized void undo(long time) {
        if (kept.remove(time) != null && disk != null) {
            disk.region().remove(time);
        }
    }

    List<List<Tuple2<?, ?>>> between(long after, long upTo) {
        List<List<Tuple2<?, ?>>> pairs = new ArrayList<>();
        range(after, upTo).values().forEach(partial -> pairs.add(partial.pairs()));
        return pairs;
    }

    /** Returns a copy of a range. */
    synchronized NavigableMap<Long, Partial> range(long after, long upTo) {
        return after >= upTo
                ? new TreeMap<>()
                : new TreeMap<>((Map<Long, Partial>) kept.subMap(after, false, upTo, true));
    }

    synchronized boolean has(long time) {
        return kept.containsKey(time);
    }

    synchronized void dropUpTo(long time) {
        Map<Long, Partial> dropped = kept.headMap(time, true);
        if (disk != null) {
            dropped.keySet().forEach(disk.region()::remove);
        }
        dropped.clear();
    }

    synchronized void drop() {
        if (disk != null) {
            disk.region().drop();
        }
    }
}
