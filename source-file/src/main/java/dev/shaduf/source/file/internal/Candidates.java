// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The oldest of the files that a listing finds new, so many at most. */
final class Candidates {
    static final Comparator<TakenFile> OLDEST_FIRST =
            Comparator.comparingLong(TakenFile::modified).thenComparing(TakenFile::path);

    private final PriorityQueue<TakenFile> newestFirst = new PriorityQueue<>(OLDEST_FIRST.reversed());
    private final int capacity;
    private long found;

    Candidates(int capacity) {
        this.capacity = capacity;
    }

    void offer(TakenFile file) {
        found++;
        newestFirst.add(file);
        if (newestFirst.size() > capacity) {
            newestFirst.poll();
        }
    }

    /** Returns how many were found, kept or not. */
    long found() {
        return found;
    }

    /** Returns those kept, the oldest first. */
    List<TakenFile> oldestFirst() {
        List<TakenFile> files = new ArrayList<>(newestFirst);
        files.sort(OLDEST_FIRST);
        return files;
    }
}
