// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.time.Clock;

/**
 * Gives out permits at a rate, many at a time: about a millisecond's worth. What is not used adds up, to a bound. Safe for
 * use by many threads; waiting is the caller's task.
 */
final class RateLimiter {
    private static final int MOST = 1_024;
    private static final double GRANTS_PER_SECOND = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;
    private final double burstSeconds;
    private double rate;
    private double permits;
    private long filledAt;

    /**
     * Creates a limiter with a full store of permits.
     *
     * @param clock measures the time that has passed
     * @param rate permits per second; positive infinity for no limit
     * @param burstSeconds how long unused permits add up
     */
    RateLimiter(Clock clock, double rate, double burstSeconds) {
        this.clock = clock;
        this.burstSeconds = burstSeconds;
        this.rate = rate;
        this.permits = capacity();
        this.filledAt = clock.nanoTime();
    }

    /** Takes some permits; 0 if there are none now. */
    synchronized int take() {
        if (rate == Double.POSITIVE_INFINITY) {
            return MOST;
        }
        fill();
        int granted = (int) Math.min(permits, grant());
        permits -= granted;
        return granted;
    }

    /** Returns how long it takes until {@link #take} is worth a call. */
    synchronized long nanosUntilPermits() {
        if (rate == Double.POSITIVE_INFINITY) {
            return 0;
        }
        fill();
        double missing = grant() - permits;
        return missing <= 0 ? 0 : (long) Math.ceil(missing / rate * NANOS_PER_SECOND);
    }

    synchronized void rate(double perSecond) {
        if (rate != Double.POSITIVE_INFINITY) {
            fill();
        }
        filledAt = clock.nanoTime();
        rate = perSecond;
        permits = Math.min(permits, capacity());
    }

    synchronized double rate() {
        return rate;
    }

    private void fill() {
        long now = clock.nanoTime();
        permits = Math.min(capacity(), permits + Math.max(0, now - filledAt) * rate / NANOS_PER_SECOND);
        filledAt = now;
    }

    private double capacity() {
        return rate == Double.POSITIVE_INFINITY ? 0 : Math.max(grant(), rate * burstSeconds);
    }

    private double grant() {
        return Math.max(1, Math.min(MOST, Math.floor(rate / GRANTS_PER_SECOND)));
    }
}
