// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The machine's clock. A wait ends when the wall clock says so or when as much time has passed as was missing at first:
 * when the wall clock is set back, whoever waits finds out in time.
 */
enum SystemClock implements Clock {
    INSTANCE;

    private static final long LONGEST_NAP_NANOS = 1_000_000_000;
    private static final long LONGEST_WAIT_SECONDS = 1_000_000_000;

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void waitUntil(long millis) throws InterruptedException {
        long left = nanosUntil(millis);
        long end = System.nanoTime() + left;
        while (left > 0) {
            LockSupport.parkNanos(this, Math.min(left, LONGEST_NAP_NANOS));
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for time " + millis);
            }
            left = Math.min(nanosUntil(millis), end - System.nanoTime());
        }
    }

    /** Milliseconds are too coarse to wait for: they would add half of one to every batch on average. */
    private static long nanosUntil(long millis) {
        Instant now = Instant.now();
        long seconds = TimeUnit.MILLISECONDS.toSeconds(millis) - now.getEpochSecond();
        if (seconds > LONGEST_WAIT_SECONDS) {
            return Long.MAX_VALUE / 2;
        }
        return TimeUnit.SECONDS.toNanos(seconds) + millis % 1_000 * 1_000_000 - now.getNano();
    }
}
