// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a partition in the order in which they were last touched, for timeouts. Each version appends what it touched;
 * a reference that a later touch made stale is skipped when its turn comes, or dropped by {@link #compact} before. Nothing is
 * kept until timeouts are first asked for.
 */
final class IdleQueue {
    /** Keys that a version touched. */
    record Chunk(long time, References touched) {
        int size() {
            return touched.size();
        }

        void forEachFresh(References.Action action) throws Exception {
            touched.forEachFresh(time, action);
        }
    }

    /** What the queue was before a version. */
    record Mark(int first, int end, long references) {}

    private static final int DEAD_CHUNKS = 64;

    private final Keys keys;
    private final ArrayList<Chunk> chunks = new ArrayList<>();
    private boolean tracking;
    /** The first chunk that is not due yet; those before it are there for an undo. */
    private int first;

    private int cursor;
    private long references;

    IdleQueue(Keys keys) {
        this.keys = keys;
    }

    /** Returns what {@link #reset} needs to undo everything from here on, {@code null} before tracking. */
    @Nullable
    Mark mark() {
        return tracking ? new Mark(first, chunks.size(), references) : null;
    }

    void reset(@Nullable Mark mark) {
        int end = mark == null ? 0 : mark.end();
        chunks.subList(end, chunks.size()).clear();
        tracking = mark != null;
        first = mark == null ? 0 : mark.first();
        references = mark == null ? 0 : mark.references();
        cursor = Math.min(cursor, end);
    }

    /** Looks through the whole table once, when timeouts are first asked for; leaves out what the open version touched. */
    void track(long open) {
        if (tracking) {
            return;
        }
        tracking = true;
        Map<Long, List<Chunk>> byTime = new TreeMap<>();
        Walk walk = keys.walk();
        @Nullable Entry[] page;
        while ((page = walk.next()) != null) {
            byTouch(page, open)
                    .forEach((time, touched) -> byTime.computeIfAbsent(time, first -> new ArrayList<>())
                            .addAll(chunks(time, touched)));
        }
        byTime.values().forEach(found -> found.forEach(this::add));
    }

    private static Map<Long, EntryList> byTouch(@Nullable Entry[] page, long open) {
        Map<Long, EntryList> byTime = new HashMap<>();
        for (Entry entry : page) {
            if (entry != null && entry.touched() < open) {
                byTime.computeIfAbsent(entry.touched(), time -> new EntryList()).add(entry);
            }
        }
        return byTime;
    }

    /** Appends what a version touched. */
    void append(long time, EntryList touched) {
        if (tracking) {
            chunks(time, touched).forEach(this::add);
        }
    }

    private List<Chunk> chunks(long time, EntryList touched) {
        return touched.chunks().stream()
                .map(entries -> new Chunk(time, keys.refer(entries)))
                .toList();
    }

    private void add(Chunk chunk) {
        chunks.add(chunk);
        references += chunk.size();
    }

    /** Takes the next entries if they were touched before a time. */
    @Nullable
    Chunk poll(long before) {
        if (first == chunks.size() || chunks.get(first).time() >= before) {
            return null;
        }
        Chunk due = chunks.get(first++);
        references -= due.size();
        return due;
    }

    /**
     * Drops what no undo can bring back, and stale references once they are more than the keys: at most about two for each
     * key touched since, so that the work is spread. Not while a version is tentative.
     */
    void compact(long present, long touched) {
        if (first > DEAD_CHUNKS && first > chunks.size() / 2) {
            chunks.subList(0, first).clear();
            cursor = Math.max(0, cursor - first);
            first = 0;
        }
        long budget = references > 2 * present + EntryList.CHUNK ? 2 * touched + EntryList.CHUNK : 0;
        cursor = Math.max(cursor, first);
        while (budget > 0 && cursor < chunks.size()) {
            budget -= compactOne();
        }
        if (cursor == chunks.size()) {
            finishCycle();
        }
    }

    long references() {
        return references;
    }

    private int compactOne() {
        Chunk chunk = chunks.get(cursor);
        Chunk fresh = new Chunk(chunk.time(), chunk.touched().fresh(chunk.time()));
        references -= chunk.size() - fresh.size();
        chunks.set(cursor++, fresh);
        return Math.max(1, chunk.size());
    }

    private void finishCycle() {
        List<Chunk> done = chunks.subList(0, first);
        done.clear();
        chunks.removeIf(chunk -> chunk.size() == 0);
        first = 0;
        cursor = 0;
    }
}
