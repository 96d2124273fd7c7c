// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.function.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The partial results of a partition, by the time of the batch that kept them. */
final class Partials {
    private final TreeMap<Long, Partial> kept = new TreeMap<>();

    synchronized void keep(long time, Partial partial) {
        kept.put(time, partial);
    }

    synchronized void undo(long time) {
        kept.remove(time);
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
        kept.headMap(time, true).clear();
    }
}
