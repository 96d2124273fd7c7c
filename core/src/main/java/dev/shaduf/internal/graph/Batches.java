// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.time.Time;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The batches that the graph was given and has not forgotten. Safe for use by many threads. */
final class Batches {
    private final NavigableMap<Time, Layout> layouts = new ConcurrentSkipListMap<>();
    private volatile @Nullable Time running;
    private volatile @Nullable Time completed;

    void add(Time time, Layout layout) {
        layouts.put(time, layout);
    }

    boolean knows(Time time) {
        return layouts.containsKey(time);
    }

    Layout layout(Time time) {
        Layout layout = layouts.get(time);
        if (layout == null) {
            throw new IllegalStateException("there is no batch at " + time + "; known are " + layouts.keySet());
        }
        return layout;
    }

    /** Lists the times after one and up to another. */
    Collection<Time> within(Time after, Time upTo) {
        return after.before(upTo) ? layouts.subMap(after, false, upTo, true).keySet() : List.of();
    }

    void run(Time time) {
        layout(time);
        Time known = running;
        running = known == null ? time : known.max(time);
    }

    /** Tells whether a batch was run, or is being run. */
    boolean hasRun(Time time) {
        Time known = running;
        return known != null && !time.after(known);
    }

    /** Tells whether a batch has not been completed. */
    boolean isOpen(Time time) {
        Time known = completed;
        return known == null || time.after(known);
    }

    void complete(Time time) {
        Time known = completed;
        completed = known == null ? time : known.max(time);
    }

    void forget(Time upTo) {
        layouts.headMap(upTo, true).clear();
    }
}
