// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The partial results of a partition, by the time of the batch that kept them. */
final class Partials {
    private final TreeMap<Long, Object> kept = new TreeMap<>();

    void keep(long time, Object partial) {
        kept.put(time, partial);
    }

    void undo(long time) {
        kept.remove(time);
    }

    List<Object> between(long after, long upTo) {
        return after >= upTo
                ? List.of()
                : new ArrayList<>(kept.subMap(after, false, upTo, true).values());
    }

    void dropUpTo(long time) {
        kept.headMap(time, true).clear();
    }
}
