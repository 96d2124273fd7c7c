// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a receiver counts, by name. Safe for use by many threads. */
final class Counters {
    static final String DUPLICATES = "duplicates-dropped";
    static final String UNACKNOWLEDGED = "unacknowledged";
    static final String REFUSED = "refused-records";

    private static final int MOST_NAMES = 1_000;
    private static final String OTHER = "other";

    private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

    void count(String name, long delta) {
        LongAdder counter = byName.get(name);
        if (counter == null) {
            // a name made of data must not fill the memory
            String kept = byName.size() < MOST_NAMES ? name : OTHER;
            counter = byName.computeIfAbsent(kept, key -> new LongAdder());
        }
        counter.add(delta);
    }

    Map<String, Long> values() {
        Map<String, Long> values = new TreeMap<>();
        byName.forEach((name, counter) -> values.put(name, counter.sum()));
        return values;
    }
}
