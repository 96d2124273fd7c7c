// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A failure that a test puts into a function: nothing until armed, then one call throws. Serializable, as the functions that hold it
 * are; copies share what is armed.
 */
final class Fault implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Map<UUID, Fault.Shared> SHARED = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();

    private record Shared(AtomicInteger toThrow, AtomicInteger thrown) {}

    Fault() {
        SHARED.put(id, new Shared(new AtomicInteger(), new AtomicInteger()));
    }

    /** Has the next call throw. */
    Fault arm() {
        return arm(1);
    }

    /** Has a number of calls throw. */
    Fault arm(int calls) {
        shared().toThrow.set(calls);
        return this;
    }

    /** Throws if armed. */
    void strike() throws IOException {
        if (shared().toThrow.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            shared().thrown.incrementAndGet();
            throw new IOException("struck");
        }
    }

    /** Returns a value, unless armed. */
    <T> T pass(T value) throws IOException {
        strike();
        return value;
    }

    int thrown() {
        return shared().thrown.get();
    }

    private Shared shared() {
        return SHARED.get(id);
    }
}
