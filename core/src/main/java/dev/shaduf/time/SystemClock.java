// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import java.util.concurrent.locks.LockSupport;

/** The machine's clock; waits in slices, so that a wall clock that jumps is noticed within a second. */
enum SystemClock implements Clock {
    INSTANCE;

    private static final long LONGEST_NAP_MILLIS = 1_000;

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
        long left = millis - System.currentTimeMillis();
        while (left > 0) {
            LockSupport.parkNanos(this, Math.min(left, LONGEST_NAP_MILLIS) * 1_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for time " + millis);
            }
            left = millis - System.currentTimeMillis();
        }
    }
}
