// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are on disk, save those that versions keep apart and some that were used lately: what is in the heap goes before what
 * is on disk. So the heap holds what the batches in flight touch, and the disk the rest.
 *
 * <p>The thread that changes the table looks into the heap without the lock; whatever changes what is where, and all that
 * other threads read, is under it.
 */
final class SpilledKeys implements Keys {
    private static final int PAGE = 512;
    /** One in so many entries is measured. */
    private static final int MEASURED = 64;

    private final Table held = new Table();
    private final Buckets disk;
    private final SpillMemory memory;
    /** Entries that could go to disk, the first first. */
    private final ArrayDeque<SpilledEntry> waiting = new ArrayDeque<>();

    private int settled;

    SpilledKeys(Buckets disk, SpillMemory memory) {
        this.disk = disk;
        this.memory = memory;
        memory.join();
    }

    @Override
    public @Nullable Entry find(Object key, int hash) {
        Entry entry = held.find(key, hash);
        return entry != null ? entry : load(key, hash);
    }

    private synchronized @Nullable Entry load(Object key, int hash) {
        for (SpilledEntry stored : disk.read(hash)) {
            if (Table.same(stored.key, key)) {
                hold(stored);
                await(stored);
                return stored;
            }
        }
        return null;
    }

    @Override
    public synchronized Entry insert(Object key, int hash) {
        SpilledEntry entry = new SpilledEntry(key, hash);
        hold(entry);
        return entry;
    }

    private void hold(SpilledEntry entry) {
        entry.held = true;
        held.add(entry);
    }

    @Override
    public synchronized void remove(Entry entry) {
        SpilledEntry removed = (SpilledEntry) entry;
        release(removed);
        if (removed.stored) {
            disk.remove(removed);
        }
    }

    private void release(SpilledEntry entry) {
        entry.held = false;
        held.remove(entry);
    }

    @Override
    public synchronized void settled(Entry entry) {
        SpilledEntry changed = (SpilledEntry) entry;
        changed.changed = true;
        if (changed.held && !changed.isApart()) {
            await(changed);
            if (settled++ % MEASURED == 0) {
                disk.measure(changed);
            }
        }
    }

    private void await(SpilledEntry entry) {
        if (entry.waiting) {
            entry.used = true;
        } else {
            entry.waiting = true;
            waiting.add(entry);
        }
    }

    @Override
    public synchronized void tidy() {
        while (memory.isExceededBy(held.live(), disk.meanBytes())) {
            SpilledEntry first = waiting.poll();
            if (first == null) {
                return;
            }
            first.waiting = false;
            if (first.held && !first.isApart()) {
                take(first);
            }
        }
    }

    /** Lets an entry go whose turn it is, unless it was used meanwhile. */
    private void take(SpilledEntry first) {
        if (first.used) {
            first.used = false;
            await(first);
            return;
        }
        if (first.changed) {
            disk.write(first);
        }
        release(first);
    }

    @Override
    public void fetch(int[] hashes, int count) {}

    @Override
    public void expect(long keys) {}

    @Override
    public synchronized Walk walk() {
        long[] places = new long[held.live()];
        int count = 0;
        for (Entry entry : held.entries()) {
            if (entry instanceof SpilledEntry spilled && !spilled.stored) {
                places[count++] = Buckets.order(spilled.hash);
            }
        }
        Arrays.sort(places, 0, count);
        return new Pages(Arrays.copyOf(places, count));
    }

    /** Returns all keys with a hash: those in the heap, and copies of the others. */
    synchronized List<SpilledEntry> all(int hash) {
        List<SpilledEntry> all = new ArrayList<>(1);
        held.forEach(hash, entry -> all.add((SpilledEntry) entry));
        for (SpilledEntry stored : disk.read(hash)) {
            if (held.find(stored.key, hash) == null) {
                all.add(stored);
            }
        }
        return all;
    }

    @Override
    public References refer(Entry[] entries) {
        return HashReferences.of(entries, this);
    }

    @Override
    public synchronized void drop() {
        memory.leave();
        disk.drop();
    }

    /**
     * Goes through disk and heap in the order of hashes: wherever a key is when its turn comes, it is seen once. Keys that were in
     * the heap alone when the walk began are known by their places; later ones are not in any version that can be read.
     */
    private final class Pages implements Walk {
        private final long[] alone;
        private int next;
        private long from;

        Pages(long[] alone) {
            this.alone = alone;
        }

        @Override
        public @Nullable Entry @Nullable [] next() {
            if (from == Long.MAX_VALUE) {
                return null;
            }
            synchronized (SpilledKeys.this) {
                return read().toArray(Entry[]::new);
            }
        }

        private List<Entry> read() {
            List<SpilledEntry> stored = new ArrayList<>();
            long last = disk.read(from, PAGE, stored);
            List<Entry> page = new ArrayList<>(stored.size());
            for (SpilledEntry entry : stored) {
                Entry newer = held.find(entry.key, entry.hash);
                page.add(newer == null ? entry : newer);
            }
            long before = -1;
            for (; next < alone.length && alone[next] <= last; next++) {
                if (alone[next] != before) {
                    before = alone[next];
                    held.forEach(Table.unmixed(before), entry -> addAlone(entry, page));
                }
            }
            from = last == Long.MAX_VALUE ? last : last + 1;
            return page;
        }

        private void addAlone(Entry entry, List<Entry> page) {
            if (!((SpilledEntry) entry).stored) {
                page.add(entry);
            }
        }
    }
}
