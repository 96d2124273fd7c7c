// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What in-memory sources and sinks hold, by id, so that their descriptions can travel and still find it in this JVM. */
final class Shelves {
    private static final Map<String, Object> BY_ID = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private Shelves() {}

    static String put(String name, Object shelf) {
        String id = name + "#" + NEXT.incrementAndGet();
        BY_ID.put(id, shelf);
        return id;
    }

    /** The caller's class made the shelf and knows its type. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <S> S get(String id) {
        Object shelf = BY_ID.get(id);
        if (shelf == null) {
            throw new IllegalStateException("'" + id + "' was made in another JVM: in-memory sources and sinks of the"
                    + " testkit live in the JVM of the test");
        }
        return (S) shelf;
    }
}
