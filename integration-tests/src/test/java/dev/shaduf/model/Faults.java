// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of user functions that fail, once each. */
final class Faults {
    private static final Map<String, AtomicInteger> ARMED = new ConcurrentHashMap<>();

    private static final AtomicInteger FIRED = new AtomicInteger();

    private Faults() {}

    /** A place where a call may fail. */
    record Place(String name) implements Serializable {
        /** Fails if it is this call's turn. */
        void pass() {
            AtomicInteger left = ARMED.get(name);
            if (left != null && left.decrementAndGet() == 0) {
                FIRED.incrementAndGet();
                throw new IllegalStateException("a call at " + name + " was told to fail");
            }
        }
    }

    static Place place(String run, int node) {
        return new Place(run + ":" + node);
    }

    static void arm(Place place, int call) {
        ARMED.put(place.name(), new AtomicInteger(call));
    }

    /** Counts the calls that have failed so far. */
    static int fired() {
        return FIRED.get();
    }

    static void disarm(String run) {
        ARMED.keySet().removeIf(name -> name.startsWith(run + ":"));
    }
}
