// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

/**
 * The source of time for everything in a context: batch times, delays, rate limits, timeouts, backoff.
 *
 * <p>Wall-clock time decides which batch is due and may jump; the monotonic {@link #nanoTime()} measures how long
 * something took. Implementations are safe for use by many threads.
 */
public interface Clock {
    /**
     * Returns the wall-clock time.
     *
     * @return milliseconds since the epoch
     */
    long currentTimeMillis();

    /**
     * Returns a monotonic time with an arbitrary origin, for measuring durations only.
     *
     * @return nanoseconds
     */
    long nanoTime();

    /**
     * Waits until the wall clock reaches a time; returns at once when it already has. A clock that jumps while a
     * thread waits may make the call return early or late: callers look at the time again.
     *
     * @param millis the time to wait for, in milliseconds since the epoch
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void waitUntil(long millis) throws InterruptedException;

    /**
     * Returns the clock of this machine.
     *
     * @return the system clock
     */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
