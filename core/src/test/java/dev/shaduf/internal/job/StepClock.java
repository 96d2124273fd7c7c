// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until a test moves it. */
final class StepClock implements Clock {
    private long millis;
    private long nanos;
    private final List<Long> targets = new ArrayList<>();
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
        Long target = until;
        targets.add(target);
        notifyAll();
        try {
            while (millis < until && jumps == seen) {
                wait();
            }
        } finally {
            targets.remove(target);
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
        targets.clear();
        notifyAll();
    }

    /** Waits until so many threads wait for times that have not come. */
    synchronized void awaitWaiting(int threads) throws InterruptedException {
        while (targets.stream().filter(target -> target > millis).count() < threads) {
            wait();
        }
    }
}
