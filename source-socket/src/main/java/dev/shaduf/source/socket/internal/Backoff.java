// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.util.random.RandomGenerator;

/** Pauses between attempts: each twice as long as the one before, up to a bound, and up to a half shorter by chance. */
final class Backoff {
    private final long minMillis;
    private final long maxMillis;
    private final RandomGenerator random;
    private long next;

    Backoff(long minMillis, long maxMillis, RandomGenerator random) {
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
        this.random = random;
        this.next = minMillis;
    }

    long nextMillis() {
        long pause = next;
        next = Math.min(maxMillis, 2 * pause);
        return pause - (long) (pause / 2.0 * random.nextDouble());
    }

    void reset() {
        next = minMillis;
    }
}
