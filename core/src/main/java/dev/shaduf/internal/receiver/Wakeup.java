// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.time.Clock;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets threads wait for the clock or for a call, whichever comes first. A waiter takes a {@link #ticket()}, looks at what
 * it waits for, and then waits with the ticket: a call in between is not missed. A clock can only be interrupted, so the
 * call interrupts those that wait for it, and no interrupt of ours is left when they go on.
 */
final class Wakeup {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Clock clock;
    private final Set<Thread> waitingForClock = new HashSet<>();
    private long calls;

    Wakeup(Clock clock) {
        this.clock = clock;
    }

    synchronized long ticket() {
        return calls;
    }

    /** Wakes everybody. */
    synchronized void call() {
        calls++;
        waitingForClock.forEach(Thread::interrupt);
        waitingForClock.clear();
        notifyAll();
    }

    /** Waits for a call after the ticket was taken. */
    synchronized void await(long ticket) throws InterruptedException {
        while (calls == ticket) {
            wait();
        }
    }

    /** Waits for a call after the ticket was taken, or for a time to pass; the clock may jump, so callers look again. */
    void await(long ticket, long nanos) throws InterruptedException {
        if (nanos <= 0 || !enter(ticket)) {
            return;
        }
        boolean interrupted = false;
        try {
            clock.waitUntil(clock.currentTimeMillis() + (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (leave()) {
            Thread.interrupted(); // the call's interrupt, whether it came in time or late
        } else if (interrupted) {
            throw new InterruptedException("interrupted while waiting for the clock");
        }
    }

    private synchronized boolean enter(long ticket) {
        return calls == ticket && waitingForClock.add(Thread.currentThread());
    }

    /** Returns whether a call has interrupted this thread. */
    private synchronized boolean leave() {
        return !waitingForClock.remove(Thread.currentThread());
    }
}
