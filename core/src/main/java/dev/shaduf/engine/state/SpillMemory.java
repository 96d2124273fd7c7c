// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.concurrent.atomic.AtomicInteger;

/** The heap that the partitions of a table space may use for keys that are on disk too, shared out evenly. */
final class SpillMemory {
    /** What the objects of a key take beside their contents. */
    private static final int OBJECTS = 160;
    /** How much larger contents are as objects than encoded. */
    private static final int GROWTH = 3;

    private final long bytes;
    private final AtomicInteger sharers = new AtomicInteger();

    SpillMemory(long bytes) {
        this.bytes = bytes;
    }

    void join() {
        sharers.incrementAndGet();
    }

    void leave() {
        sharers.decrementAndGet();
    }

    void reset() {
        sharers.set(0);
    }

    /** Whether so many keys, of a mean encoded size, are more than one partition's share. */
    boolean isExceededBy(long keys, double meanBytes) {
        return keys * (OBJECTS + GROWTH * meanBytes) > (double) bytes / Math.max(1, sharers.get());
    }
}
