// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Duration;

/** How many records of a partition a rate allows in each batch: not one in each, where batches are short and the rate is low. */
final class RateCap {
    private final double perBatch;
    private double owed;

    /** Takes records per second, 0 for any, and the length of a batch. */
    RateCap(long perSecond, Duration interval) {
        this.perBatch = perSecond == 0 ? Double.POSITIVE_INFINITY : perSecond * (interval.milliseconds() / 1_000.0);
    }

    long next() {
        if (perBatch == Double.POSITIVE_INFINITY) {
            return Long.MAX_VALUE;
        }
        owed += perBatch;
        long whole = (long) owed;
        owed -= whole;
        return whole;
    }
}
