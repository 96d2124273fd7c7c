// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;

/**
 * Decides which batch time is due and waits for it. Times are multiples of the interval since the epoch, grow strictly and
 * never come twice, whatever the clock does. Used by the planning thread.
 */
final class Ticker {
    /** Is told when the clock was found behind the last batch time, once until it has caught up. */
    interface Skew {
        void found(Duration behind, Time last);
    }

    /** A time is planned late, in its turn, up to this many intervals: a short pause of the JVM is no gap. */
    private static final int TOLERATED = 2;

    private final Clock clock;
    private final long interval;
    private final Skew skew;
    private long last;
    private boolean behind;

    Ticker(Clock clock, Duration interval, Time zero, Skew skew) {
        this.clock = clock;
        this.interval = interval.milliseconds();
        this.skew = skew;
        this.last = zero.milliseconds();
    }

    /** Returns the zero time at a moment: the first batch is one interval later. */
    static Time zero(long nowMillis, Duration interval) {
        return new Time(nowMillis).floor(interval);
    }

    /** Waits until the time after the last one is due. */
    void await() throws InterruptedException {
        long next = last + interval;
        long now = clock.currentTimeMillis();
        while (now < next) {
            if (now < last) {
                awaitInterval(next, now);
                return;
            }
            behind = false;
            clock.waitUntil(next);
            now = clock.currentTimeMillis();
        }
    }

    /**
     * Takes the time that is due.
     *
     * @param waited whether all waiting places were taken when it became due
     */
    Tick take(boolean waited) {
        long next = last + interval;
        long due = Math.max(next, Math.floorDiv(clock.currentTimeMillis(), interval) * interval);
        long late = (due - next) / interval;
        boolean gap = waited || late >= TOLERATED;
        return tick(gap ? due : next, gap ? late : 0);
    }

    /** Takes the time after the last one, due or not. */
    Tick takeNext() {
        return tick(last + interval, 0);
    }

    Time last() {
        return new Time(last);
    }

    private Tick tick(long time, long passedOver) {
        last = time;
        return new Tick(new Time(time), passedOver);
    }

    /** The clock was set back: waits for it, but no longer than one interval, as the monotonic clock measures. */
    private void awaitInterval(long next, long found) throws InterruptedException {
        if (!behind) {
            behind = true;
            skew.found(new Duration(last - found), last());
        }
        long end = clock.nanoTime() + interval * 1_000_000;
        long left = interval;
        while (left > 0 && clock.currentTimeMillis() < next) {
            clock.waitUntil(Math.min(next, clock.currentTimeMillis() + left));
            left = (end - clock.nanoTime() + 999_999) / 1_000_000;
        }
    }
}
