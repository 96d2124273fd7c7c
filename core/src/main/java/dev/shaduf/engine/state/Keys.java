// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * The keys of a partition with their values. Changed by one thread at a time; walks and references may be read by others
 * meanwhile. An entry that a version keeps apart from others stays the same object for as long as that is so.
 */
interface Keys {
    /** Finds a key; the entry stays the same until the next {@link #tidy}, or as long as versions keep it apart. */
    @Nullable
    Entry find(Object key, int hash);

    /** Adds a key that is not there. */
    Entry insert(Object key, int hash);

    /** Removes an entry that is there. */
    void remove(Entry entry);

    /** Hears that no version keeps an entry apart any more, after it was changed or its change was undone. */
    void settled(Entry entry);

    /** Makes room; between two updates, when nobody but versions holds an entry. */
    void tidy();

    /** Has memory bring what finding some keys will need. */
    void fetch(int[] hashes, int count);

    /** Makes room for so many keys that are going to be added. */
    void expect(long keys);

    /** Begins to go through all entries. */
    Walk walk();

    /** Notes which entries were touched, without keeping hold of them. */
    References refer(Entry[] entries);

    /** Frees what is not in the heap. */
    void drop();
}
