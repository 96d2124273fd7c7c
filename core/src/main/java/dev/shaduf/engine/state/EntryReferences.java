// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.Arrays;

/**
 * References to entries that stay where they are.
 *
 * @param entries the entries
 */
@SuppressWarnings("ArrayRecordComponent") // Its own, never compared.
record EntryReferences(Entry[] entries) implements References {
    @Override
    public int size() {
        return entries.length;
    }

    @Override
    public References fresh(long time) {
        Entry[] fresh = new Entry[entries.length];
        int count = 0;
        for (Entry entry : entries) {
            if (References.isFresh(entry, time)) {
                fresh[count++] = entry;
            }
        }
        return count == entries.length ? this : new EntryReferences(Arrays.copyOf(fresh, count));
    }

    @Override
    public void forEachFresh(long time, Action action) throws Exception {
        for (Entry entry : entries) {
            if (References.isFresh(entry, time)) {
                action.take(entry);
            }
        }
    }
}
