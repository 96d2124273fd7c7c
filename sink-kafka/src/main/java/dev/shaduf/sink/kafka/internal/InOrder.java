// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of a batch that are prepared, given out in the order of their partitions: one that is done early waits for those
 * before it. Of several attempts of a partition the first one counts. Safe for use by many threads.
 */
final class InOrder {
    private final Map<Integer, Attempt> waiting = new HashMap<>();
    private long batch = -1;
    private int next;

    /** Takes an attempt, also an empty one: without it, those behind it would wait. */
    synchronized void add(Attempt attempt) {
        if (attempt.batch() > batch) {
            batch = attempt.batch();
            next = 0;
            waiting.clear();
        }
        if (attempt.batch() == batch && attempt.partition() >= next) {
            waiting.putIfAbsent(attempt.partition(), attempt);
        }
    }

    synchronized boolean hasNext() {
        return waiting.containsKey(next);
    }

    /** Returns the attempt whose turn it is; null while it is not there. */
    synchronized @Nullable Attempt poll() {
        Attempt attempt = waiting.remove(next);
        if (attempt != null) {
            next++;
        }
        return attempt;
    }
}
