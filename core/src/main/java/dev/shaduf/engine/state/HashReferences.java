// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.Arrays;

/**
 * References to entries that may be on disk, by their hashes: four bytes for each.
 *
 * @param hashes the hashes
 * @param keys where the entries are
 */
@SuppressWarnings("ArrayRecordComponent") // Its own, never compared.
record HashReferences(int[] hashes, SpilledKeys keys) implements References {
    static HashReferences of(Entry[] entries, SpilledKeys keys) {
        int[] hashes = new int[entries.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = entries[i].hash;
        }
        return new HashReferences(hashes, keys);
    }

    @Override
    public int size() {
        return hashes.length;
    }

    @Override
    public References fresh(long time) {
        int[] fresh = new int[hashes.length];
        int count = 0;
        for (int hash : hashes) {
            if (keys.all(hash).stream().anyMatch(entry -> References.isFresh(entry, time))) {
                fresh[count++] = hash;
            }
        }
        return count == hashes.length ? this : new HashReferences(Arrays.copyOf(fresh, count), keys);
    }

    @Override
    public void forEachFresh(long time, Action action) throws Exception {
        for (int hash : hashes) {
            for (SpilledEntry entry : keys.all(hash)) {
                if (References.isFresh(entry, time)) {
                    action.take(entry);
                }
            }
        }
    }
}
