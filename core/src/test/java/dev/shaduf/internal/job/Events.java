// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What happened, in order; tests wait for it. */
final class Events {
    private final List<String> all = new ArrayList<>();

    synchronized void add(String event) {
        all.add(event);
        notifyAll();
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }

    List<String> startingWith(String... prefixes) {
        return all().stream()
                .filter(event -> List.of(prefixes).stream().anyMatch(event::startsWith))
                .toList();
    }

    /** Waits until an event has happened. */
    void await(String event) throws InterruptedException {
        await(events -> events.contains(event));
    }

    synchronized void await(Predicate<List<String>> condition) throws InterruptedException {
        while (!condition.test(all)) {
            wait();
        }
    }
}
