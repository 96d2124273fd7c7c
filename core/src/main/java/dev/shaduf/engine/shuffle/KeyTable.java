// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers keys in the order in which they are added, from 0; nothing is removed. An open-addressing index of longs holds
 * hash and number side by side, so that looking for a key reads one cache line, and calls {@code equals} on equal hashes
 * only; hashes and keys lie in the order of the numbers. That order also keeps a table from being filled in the order of its
 * own hashes when one is poured into another, which would pile up probes.
 *
 * <p>Keys that all have the same hash would make the index slow; what it cannot place soon is found by a {@link HashMap},
 * which orders comparable keys.
 */
final class KeyTable {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 29;
    private static final int LONGEST_PROBE = 256;
    private static final long NUMBER = 0xFFFF_FFFFL;

    /** Hash in the upper half, number + 1 in the lower; 0 is a free place. */
    private long[] index = new long[SMALLEST];

    private int shift = 32 - Integer.numberOfTrailingZeros(SMALLEST);
    private int[] hashes = new int[limit(SMALLEST)];
    private @Nullable Object[] keys = new @Nullable Object[limit(SMALLEST)];
    private int size;
    private @Nullable Map<Object, Integer> overflow;

    int size() {
        return size;
    }

    int hash(int number) {
        return hashes[number];
    }

    @SuppressWarnings("NullAway") // A key may be null where the user's is; nobody here looks into it.
    Object key(int number) {
        return keys[number];
    }

    /** Returns the number of a key; if there is none, a negative number for {@link #add}. */
    int find(int hash, Object key) {
        long[] places = index;
        int mask = places.length - 1;
        int at = home(hash, shift);
        for (int probes = 0; probes < LONGEST_PROBE; probes++) {
            long place = places[at];
            if (place == 0) {
                return ~at;
            }
            if ((int) (place >>> 32) == hash) {
                int number = (int) place - 1;
                Object there = keys[number];
                if (there == key || (there != null && there.equals(key))) {
                    return number;
                }
            }
            at = (at + 1) & mask;
        }
        Integer number = overflow == null ? null : overflow.get(key);
        return number == null ? ~places.length : number;
    }

    /** Adds a key that {@link #find} has just not found, and returns its number. */
    int add(int found, int hash, Object key) {
        int place = ~found;
        if (size == hashes.length) {
            grow();
            place = free(hash);
        }
        int number = size++;
        hashes[number] = hash;
        keys[number] = key;
        locate(place, number);
        return number;
    }

    private void grow() {
        if (index.length >= LARGEST) {
            throw new IllegalStateException("one partition has more than " + size
                    + " keys, which is more than a table can hold; give the operation more partitions");
        }
        index = new long[2 * index.length];
        shift--;
        int limit = limit(index.length);
        hashes = Arrays.copyOf(hashes, limit);
        keys = Arrays.copyOf(keys, limit);
        overflow = null;
        for (int number = 0; number < size; number++) {
            locate(free(hashes[number]), number);
        }
    }

    private int free(int hash) {
        int mask = index.length - 1;
        int at = home(hash, shift);
        for (int probes = 0; probes < LONGEST_PROBE; probes++) {
            if (index[at] == 0) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return index.length;
    }

    private void locate(int place, int number) {
        if (place < index.length) {
            index[place] = ((long) hashes[number] << 32) | ((number + 1) & NUMBER);
            return;
        }
        if (overflow == null) {
            overflow = new HashMap<>();
        }
        overflow.put(key(number), number);
    }

    /** The low bits have chosen the partition already and are much alike here; the high bits choose the place. */
    private static int home(int hash, int shift) {
        return (hash * 0x9E3779B9) >>> shift;
    }

    private static int limit(int places) {
        return places / 2 + places / 8;
    }
}
