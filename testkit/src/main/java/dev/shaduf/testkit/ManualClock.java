// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A clock that stands still until a test moves it. Threads in {@link #waitUntil} are released by {@link #advance} and
 * {@link #setTime}; {@link #awaitWaiter} lets a test wait until somebody waits, so that nothing depends on timing. Safe
 * for use by many threads.
 */
public final class ManualClock implements Clock {
    private static final long PATIENCE_SECONDS = 30;

    private final List<Waiter> waiting = new ArrayList<>();
    private long millis;
    private long nanos;

    /** Creates a clock that stands at 1,000,000,000,000 ms after the epoch, a multiple of usual intervals. */
    public ManualClock() {
        this(1_000_000_000_000L);
    }

    /**
     * Creates a clock.
     *
     * @param millis where it stands, in milliseconds since the epoch
     */
    public ManualClock(long millis) {
        this.millis = millis;
    }

    /**
     * Lets time pass, wall-clock and monotonic.
     *
     * @param duration how much; not negative
     */
    public synchronized void advance(Duration duration) {
        if (duration.milliseconds() < 0) {
            throw new IllegalArgumentException(
                    "time does not pass by " + duration + "; setTime sets the wall clock back");
        }
        millis += duration.milliseconds();
        nanos += TimeUnit.MILLISECONDS.toNanos(duration.milliseconds());
        notifyAll();
    }

    /**
     * Sets the wall clock, forward or back, as an operator would: the monotonic time does not change.
     *
     * @param newMillis the time, in milliseconds since the epoch
     */
    public synchronized void setTime(long newMillis) {
        millis = newMillis;
        notifyAll();
    }

    /**
     * Returns the wall-clock time.
     *
     * @return the time at which the clock stands
     */
    public Time now() {
        return new Time(currentTimeMillis());
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
        if (millis >= until) {
            return;
        }
        Waiter waiter = new Waiter(until, nanosAfter(until - millis));
        waiting.add(waiter);
        notifyAll();
        try {
            while (!isReleased(waiter)) {
                wait();
            }
        } finally {
            waiting.remove(waiter);
        }
    }

    /**
     * Waits until a thread waits for a time or a later one.
     *
     * @param time the least time waited for, in milliseconds since the epoch
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if nobody does within 30 seconds of real time
     */
    public void awaitWaiter(long time) throws InterruptedException, TimeoutException {
        awaitWaiter(time, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Waits until a thread waits for a time or a later one.
     *
     * @param time the least time waited for, in milliseconds since the epoch
     * @param patience how much real time to give it
     * @param unit the unit of {@code patience}
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if nobody does in time
     */
    public synchronized void awaitWaiter(long time, long patience, TimeUnit unit)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + unit.toNanos(patience);
        while (waitedFor().stream().noneMatch(waiter -> waiter >= time)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException("nobody waits for time " + time + " or later; the clock stands at " + millis
                        + ", waited for are " + waitedFor());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /**
     * Lists the times that threads wait for.
     *
     * @return one element per waiting thread, in milliseconds since the epoch
     */
    public synchronized List<Long> waiters() {
        return waitedFor();
    }

    /**
     * Returns the time and who waits, for messages.
     *
     * @return the text
     */
    @Override
    public synchronized String toString() {
        return "ManualClock at " + millis + " ms, waited for: " + waitedFor();
    }

    private List<Long> waitedFor() {
        return waiting.stream()
                .filter(waiter -> !isReleased(waiter))
                .map(Waiter::until)
                .toList();
    }

    private long nanosAfter(long missingMillis) {
        long missing = TimeUnit.MILLISECONDS.toNanos(missingMillis);
        return missing > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : nanos + missing;
    }

    /** As with the machine's clock, who waits finds out in time that the wall clock was set back. */
    private boolean isReleased(Waiter waiter) {
        return millis >= waiter.until || nanos >= waiter.nanosEnd;
    }

    /** Somebody who waits for the wall clock, but no longer than was missing at first. */
    private record Waiter(long until, long nanosEnd) {}
}
