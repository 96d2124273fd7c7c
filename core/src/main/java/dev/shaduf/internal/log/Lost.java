// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.spi.FencedException;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The ranges of addresses whose records a failed write or sync has lost. Guarded by its log. */
final class Lost {
    private final NavigableMap<Long, Range> byStart = new TreeMap<>();

    private record Range(long to, Throwable cause) {}

    void add(long from, long to, Throwable cause) {
        Map.Entry<Long, Range> before = byStart.floorEntry(from);
        boolean follows = before != null && before.getValue().to() >= from;
        byStart.put(follows ? before.getKey() : from, new Range(to, cause));
    }

    /**
     * Refuses a range of which something is lost.
     *
     * @throws IOException saying why
     */
    void check(String log, long from, long to) throws IOException {
        Map.Entry<Long, Range> entry = byStart.floorEntry(to);
        if (entry == null || entry.getValue().to() <= from) {
            return;
        }
        Throwable cause = entry.getValue().cause();
        String what = "addresses " + from + " to " + to + " of log '" + log + "' were not made durable: ";
        if (cause instanceof FencedException) {
            throw new FencedException(what + cause.getMessage());
        }
        throw new IOException(what + cause, cause);
    }

    /** Forgets what is before an address. */
    void forget(long address) {
        byStart.headMap(address).values().removeIf(range -> range.to() <= address);
    }
}
