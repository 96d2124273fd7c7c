// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A growing list of entries in chunks, so that a long one is never copied. */
final class EntryList {
    static final int CHUNK = 4_096;
    private static final int SMALLEST = 16;

    private final List<Entry[]> full = new ArrayList<>(1);
    private Entry[] last = new Entry[SMALLEST];
    private int used;
    private @Nullable List<Entry[]> frozen;

    void add(Entry entry) {
        if (used == last.length) {
            extend();
        }
        last[used++] = entry;
    }

    long size() {
        return (long) full.size() * CHUNK + used;
    }

    /** Returns the entries in order, in full arrays of at most {@link #CHUNK}. Nothing may be added after. */
    List<Entry[]> chunks() {
        if (frozen == null) {
            frozen = new ArrayList<>(full);
            if (used > 0) {
                frozen.add(Arrays.copyOf(last, used));
            }
        }
        return frozen;
    }

    private void extend() {
        if (used < CHUNK) {
            last = Arrays.copyOf(last, used * 4);
        } else {
            full.add(last);
            last = new Entry[CHUNK];
            used = 0;
        }
    }
}
