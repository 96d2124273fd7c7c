// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.time.Clock;

/** A clock that stands still until a test moves it. */
final class StepClock implements Clock {
    private long millis;
    private long nanos;
    private int waiting;
    private long jumps;

    StepClock(long millis) {
        this.millis = millis;
    }

    @Override
    public synchronized long currentTimeMillis() {
        return millis;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void waitUntil(long until) throws InterruptedException {
        long seen = jumps;
        waiting++;
        notifyAll();
        try {
            while (millis < until && jumps == seen) {
                wait();
            }
        } finally {
            waiting -= jumps == seen ? 1 : 0;
        }
    }

    /** Lets time pass. */
    synchronized void advance(long by) {
        millis += by;
        nanos += by * 1_000_000;
        notifyAll();
    }

    /** Sets the wall clock alone; who waits looks at it again. */
    synchronized void set(long to) {
        millis = to;
        jumps++;
        waiting = 0;
        notifyAll();
    }

    /** Waits until so many threads wait for this clock. */
    synchronized void awaitWaiting(int threads) throws InterruptedException {
        while (waiting < threads) {
            wait();
        }
    }
}
