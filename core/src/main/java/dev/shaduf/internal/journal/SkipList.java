// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What has been skipped and not settled, by batch. */
final class SkipList {
    private final TreeMap<Long, Skip> skips = new TreeMap<>();

    void add(Skip skip) {
        skips.put(skip.plan().id().number(), skip);
    }

    void settle(long number, Collection<String> outputs) {
        skips.computeIfPresent(number, (key, skip) -> skip.without(Set.copyOf(outputs)));
    }

    /** Forgets those of batches that did not complete: they are run again. */
    void completedUpTo(long number) {
        skips.tailMap(number, false).clear();
    }

    void reset(List<Skip> all) {
        skips.clear();
        all.forEach(this::add);
    }

    /** Lists them, oldest first. */
    List<Skip> all() {
        return List.copyOf(skips.values());
    }
}
