// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.function.Tuple2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a state means, said as plainly as possible: a whole copy for each version. */
final class NaiveState {
    record Cell(String value, long touched) {}

    /** One version, whole. */
    static final class Copy {
        final long time;
        final Map<Object, Cell> cells;
        final TreeMap<Long, List<Tuple2<?, ?>>> partials;
        final Set<Object> touched = new LinkedHashSet<>();

        Copy(long time, @Nullable Copy before) {
            this.time = time;
            cells = before == null ? new HashMap<>() : new HashMap<>(before.cells);
            partials = before == null ? new TreeMap<>() : new TreeMap<>(before.partials);
        }

        void put(Object key, String value) {
            cells.put(key, new Cell(value, time));
            touched.add(key);
        }

        void remove(Object key) {
            if (cells.remove(key) != null) {
                touched.add(key);
            }
        }

        void touch(Object key) {
            Cell cell = cells.get(key);
            if (cell != null) {
                put(key, cell.value());
            }
        }

        Map<Object, Object> expire(long limit) {
            Map<Object, Object> due = new HashMap<>();
            cells.forEach((key, cell) -> {
                if (cell.touched() < limit) {
                    due.put(key, cell.value());
                }
            });
            due.keySet().forEach(this::remove);
            return due;
        }

        Map<Object, Object> values() {
            Map<Object, Object> values = new HashMap<>();
            cells.forEach((key, cell) -> values.put(key, cell.value()));
            return values;
        }

        Map<Object, Object> changes() {
            Map<Object, Object> changes = new HashMap<>();
            touched.forEach(key ->
                    changes.put(key, cells.containsKey(key) ? cells.get(key).value() : "gone"));
            return changes;
        }

        List<List<Tuple2<?, ?>>> partials(long after, long upTo) {
            return after >= upTo
                    ? List.of()
                    : new ArrayList<>(partials.subMap(after, false, upTo, true).values());
        }
    }

    final TreeMap<Long, Copy> versions = new TreeMap<>();
    long publishedUpTo = Long.MIN_VALUE;
    /** Changes of versions up to this time are merged away. */
    long settledUpTo = Long.MIN_VALUE;

    @Nullable
    Copy last() {
        return versions.isEmpty() ? null : versions.lastEntry().getValue();
    }

    void publish(long time) {
        Long last = versions.floorKey(time);
        if (last != null) {
            publishedUpTo = Math.max(publishedUpTo, last);
        }
    }

    void undo(long time) {
        versions.tailMap(Math.max(time, publishedUpTo + (publishedUpTo == Long.MIN_VALUE ? 0 : 1)), true)
                .clear();
    }

    void retain(long oldest) {
        Long floor = versions.floorKey(Math.min(oldest, publishedUpTo));
        if (floor != null) {
            versions.headMap(floor, false).clear();
            settledUpTo = Math.max(settledUpTo, floor);
        }
    }
}
