// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.time.Clock;

/** A clock that a test sets. */
class StubClock implements Clock {
    private long millis = 1_000_000;
    private long nanos;
    private int waiters;
    volatile boolean broken;

    @Override
    public synchronized long currentTimeMillis() {
        return millis;
    }

    @Override
    public synchronized long nanoTime() {
        if (broken) {
            throw new AssertionError("the clock is broken");
        }
        return nanos;
    }

    @Override
    public void waitUntil(long until) throws InterruptedException {
        block(until);
    }

    private synchronized void block(long until) throws InterruptedException {
        waiters++;
        notifyAll();
        try {
            while (millis < until) {
                wait();
            }
        } finally {
            waiters--;
        }
    }

    synchronized void advance(long byMillis) {
        millis += byMillis;
        nanos += byMillis * 1_000_000;
        notifyAll();
    }

    /** Sets the wall clock back; what is measured goes on. */
    synchronized void setBack(long byMillis) {
        millis -= byMillis;
    }

    /** Waits until so many threads wait for this clock. */
    synchronized void awaitWaiters(int count) throws InterruptedException {
        while (waiters < count) {
            wait();
        }
    }
}
