// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Frees what nothing refers to any more once the jobs have ended that began before: their tasks may still ask for it. */
final class Retired {
    private final TreeSet<Long> running = new TreeSet<>();
    private final Deque<Old> old = new ArrayDeque<>();
    private final BooleanSupplier stopped;
    private long last;

    /** What jobs up to a number may use. */
    private record Old(long lastUser, Runnable free) {}

    /**
     * Begins without jobs.
     *
     * @param stopped whether all is freed already, with the application, and no more can be asked to be
     */
    Retired(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    /** Returns the number of a job that begins. */
    synchronized long begin() {
        running.add(++last);
        return last;
    }

    synchronized void end(long job) {
        running.remove(job);
        freeUnused();
    }

    synchronized void add(Runnable free) {
        old.add(new Old(last, free));
        freeUnused();
    }

    private void freeUnused() {
        long oldest = running.isEmpty() ? Long.MAX_VALUE : running.first();
        while (!old.isEmpty() && old.getFirst().lastUser() < oldest) {
            Old unused = old.removeFirst();
            if (!stopped.getAsBoolean()) {
                unused.free().run();
            }
        }
    }
}
