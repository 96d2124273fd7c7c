// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.testkit.Shared;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of user functions that fail, once each, in whichever JVM they run. */
final class Faults {
    private static final Armed HERE = new Armed();
    private static final Shared<Armed> ARMED = new Shared<>(HERE);

    private Faults() {}

    /** What is to fail, and how often that has happened. */
    private static final class Armed {
        private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
        private final AtomicInteger fired = new AtomicInteger();

        boolean fires(String name) {
            AtomicInteger left = calls.get(name);
            boolean fires = left != null && left.decrementAndGet() == 0;
            if (fires) {
                fired.incrementAndGet();
            }
            return fires;
        }
    }

    /** A place where a call may fail. */
    record Place(String name, Shared<Armed> armed) implements Serializable {
        /** Fails if it is this call's turn. */
        void pass() throws Exception {
            String here = name;
            if (Boolean.TRUE.equals(armed.call(all -> all.fires(here)))) {
                throw new IllegalStateException("a call at " + name + " was told to fail");
            }
        }
    }

    static Place place(String run, int node) {
        return new Place(run + ":" + node, ARMED);
    }

    static void arm(Place place, int call) {
        HERE.calls.put(place.name(), new AtomicInteger(call));
    }

    /** Counts the calls that have failed so far. */
    static int fired() {
        return HERE.fired.get();
    }

    static void disarm(String run) {
        HERE.calls.keySet().removeIf(name -> name.startsWith(run + ":"));
    }
}
