// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.rdd.PortableHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a partition by key, all in the heap: open addressing with linear probing, the hashes apart from the entries so that a probe
 * stays within one or two cache lines. Changed by one thread. Others may walk {@link #entries}: an entry never moves within
 * an array, and an array that the table has outgrown is left as it was.
 */
final class Table implements Keys {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Entry[].class);
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 30;
    /** From here on a table does not fit into the caches of a processor. */
    private static final int LARGE = 1 << 17;

    /** Spreads the hash once more: within a partition all hashes may agree in their low bits. */
    private static final int MIX = 0x85EBCA6B;
    /** What takes that back. */
    private static final int UNMIX = inverse(MIX);

    /** The hash of each slot; 0 for one that was never used since the last rehash. */
    private int[] hashes = new int[SMALLEST];

    private volatile @Nullable Entry[] entries = new Entry[SMALLEST];
    private int shift = Integer.SIZE - Integer.numberOfTrailingZeros(SMALLEST);
    private int used;
    private int live;
    /** Keeps the compiler from leaving out reads whose results nobody wants. */
    @SuppressWarnings("UnusedVariable") // As just said.
    private int fetched;

    /** Hashes a key; never 0. */
    static int hash(Object key) {
        int hash = PortableHash.of(key);
        return hash == 0 ? 1 : hash;
    }

    @Override
    public @Nullable Entry find(Object key, int hash) {
        int[] probed = hashes;
        int mask = probed.length - 1;
        for (int i = slot(hash); probed[i] != 0; i = (i + 1) & mask) {
            if (probed[i] == hash) {
                Entry entry = entries[i];
                if (entry != null && same(entry.key, key)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** Visits all entries with a hash. */
    void forEach(int hash, Consumer<Entry> visitor) {
        int mask = hashes.length - 1;
        for (int i = slot(hash); hashes[i] != 0; i = (i + 1) & mask) {
            Entry entry = hashes[i] == hash ? entries[i] : null;
            if (entry != null) {
                visitor.accept(entry);
            }
        }
    }

    /**
     * Reads what {@link #find} is going to read for these keys, step by step for all of them: in a large table nearly every
     * read waits for memory, and those of different keys can wait together.
     */
    @Override
    public void fetch(int[] keyHashes, int count) {
        if (hashes.length < LARGE) {
            return;
        }
        @Nullable Entry[] slots = entries;
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += hashes[slot(keyHashes[i])];
        }
        for (int i = 0; i < count; i++) {
            Entry entry = slots[slot(keyHashes[i])];
            sum += entry == null ? 0 : entry.hash;
        }
        for (int i = 0; i < count; i++) {
            Entry entry = slots[slot(keyHashes[i])];
            sum += entry == null ? 0 : entry.fetch();
        }
        fetched = sum;
    }

    /** Makes room for keys that are going to be inserted; for very many of them some room. */
    @Override
    public void expect(long keys) {
        long room = Math.min(keys, LARGEST >> 6);
        if (room > live) {
            rehash(size(room));
        }
    }

    @Override
    public Entry insert(Object key, int hash) {
        Entry entry = new Entry(key, hash);
        add(entry);
        return entry;
    }

    /** Adds an entry whose key is not in the table. */
    void add(Entry entry) {
        if (used >= hashes.length / 3 * 2) {
            rehash(size(live));
        }
        place(hashes, entries, entry);
        live++;
    }

    @Override
    public void remove(Entry entry) {
        @Nullable Entry[] slots = entries;
        int mask = slots.length - 1;
        int i = slot(entry.hash);
        while (slots[i] != entry) {
            i = (i + 1) & mask;
        }
        SLOT.setRelease(slots, i, null);
        live--;
        release(i, mask);
        if (slots.length > SMALLEST && live < slots.length / 16) {
            rehash(size(live));
        }
    }

    @Override
    public void settled(Entry entry) {}

    @Override
    public void tidy() {}

    @Override
    public Walk walk() {
        @Nullable Entry[] all = entries;
        boolean[] begun = new boolean[1];
        return () -> {
            if (begun[0]) {
                return null;
            }
            begun[0] = true;
            return all;
        };
    }

    @Override
    public References refer(Entry[] touched) {
        return new EntryReferences(touched);
    }

    @Override
    public void drop() {}

    /** Returns the number of entries. */
    int live() {
        return live;
    }

    /** Spreads a hash, so that what agrees in its low bits differs in its high ones. */
    static int mixed(int hash) {
        return hash * MIX;
    }

    /** Returns the hash that was spread so. */
    static int unmixed(long mixed) {
        return (int) mixed * UNMIX;
    }

    /** Returns the entries, among gaps. */
    @Nullable
    Entry[] entries() {
        return entries;
    }

    /** Reads a slot of an array of {@link #entries}; safe in any thread. */
    static @Nullable Entry read(@Nullable Entry[] slots, int i) {
        return (Entry) SLOT.getAcquire(slots, i);
    }

    private void place(int[] intoHashes, @Nullable Entry[] into, Entry entry) {
        int mask = into.length - 1;
        int i = slot(entry.hash);
        while (into[i] != null) {
            i = (i + 1) & mask;
        }
        if (intoHashes[i] == 0) {
            used++;
        }
        intoHashes[i] = entry.hash;
        SLOT.setRelease(into, i, entry);
    }

    /** Makes a slot whose entry was removed, and such ones before it, end probes again if nothing follows them. */
    private void release(int freed, int mask) {
        if (hashes[(freed + 1) & mask] != 0) {
            return;
        }
        for (int i = freed; hashes[i] != 0 && entries[i] == null; i = (i - 1) & mask) {
            hashes[i] = 0;
            used--;
        }
    }

    private void rehash(int size) {
        @Nullable Entry[] old = entries;
        int[] newHashes = new int[size];
        @Nullable Entry[] newEntries = new Entry[size];
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(size);
        used = 0;
        for (Entry entry : old) {
            if (entry != null) {
                place(newHashes, newEntries, entry);
            }
        }
        hashes = newHashes;
        entries = newEntries;
    }

    /** Returns the smallest power of two that leaves two thirds free. */
    private static int size(long live) {
        if (live >= LARGEST / 3 * 2) {
            throw new IllegalStateException("a partition of a state holds " + live
                    + " keys and cannot take more; give the state more partitions");
        }
        long wanted = Math.max(SMALLEST, 3L * live);
        return (int) Math.min(LARGEST, Long.highestOneBit(wanted - 1) << 1);
    }

    /** Returns the number whose product with an odd one is 1, by Newton's method: each step doubles the bits that are right. */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int right = 3; right < Integer.SIZE; right *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private int slot(int hash) {
        return mixed(hash) >>> shift;
    }

    static boolean same(Object stored, Object key) {
        return stored == key || (key != null && key.equals(stored));
    }
}
