// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock whose time passes only by steps: each lets one wait end at once. Durations are real, so that the context's
 * own figures are. Made for one waiting thread, the planning thread.
 */
final class StepClock implements Clock {
    private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
    private final Semaphore steps = new Semaphore(0);

    /** Lets so many waits end, now or when they begin. */
    void step(int count) {
        steps.release(count);
    }

    @Override
    public long currentTimeMillis() {
        return millis.get();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void waitUntil(long time) throws InterruptedException {
        if (millis.get() < time) {
            steps.acquire();
            millis.accumulateAndGet(time, Math::max);
        }
    }
}
