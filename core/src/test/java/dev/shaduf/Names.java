// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Names of contexts in tests, and the threads that carry them. */
final class Names {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Names() {}

    static String unique() {
        return "test-" + NEXT.incrementAndGet() + "-";
    }

    /** Lists the live threads whose name holds a name. */
    static List<String> threadsOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(thread -> thread.contains(name))
                .sorted()
                .toList();
    }
}
