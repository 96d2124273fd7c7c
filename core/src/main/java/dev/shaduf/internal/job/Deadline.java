// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;

/**
 * The moment at which something that stops has had enough time. Real time, whatever clock the batches follow: a stop has
 * to end although nobody advances a manual clock.
 */
final class Deadline {
    private static final Clock REAL = Clock.system();

    private final long start = REAL.nanoTime();
    private final long end;

    private Deadline(long nanos) {
        end = start + nanos;
    }

    static Deadline after(Duration duration) {
        return new Deadline(duration.milliseconds() * 1_000_000);
    }

    /** Returns the time left in milliseconds, at least 1, so that it can be given to {@code join}. */
    long millisLeft() {
        return Math.max(1, (end - REAL.nanoTime() + 999_999) / 1_000_000);
    }

    Duration left() {
        return new Duration(millisLeft());
    }

    boolean passed() {
        return REAL.nanoTime() - end >= 0;
    }

    Duration elapsed() {
        return new Duration((REAL.nanoTime() - start) / 1_000_000);
    }

    /** Returns this deadline, or one a while from now if that is later: time to clean up. */
    Deadline atLeast(Duration duration) {
        return left().less(duration) ? after(duration) : this;
    }
}
