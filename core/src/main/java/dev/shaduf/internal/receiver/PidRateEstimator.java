// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import java.util.OptionalDouble;

/**
 * Estimates the rate at which records can be processed: a controller whose error is the difference between the present
 * rate and the speed of processing, whose accumulated error is what had to wait, and which never goes below a minimum.
 * Used by one thread at a time.
 */
final class PidRateEstimator {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double windowSeconds;
    private final Weights weights;
    private boolean first = true;
    private long latestNanos;
    private double latestRate;
    private double latestError;

    PidRateEstimator(double windowSeconds, Weights weights) {
        this.windowSeconds = windowSeconds;
        this.weights = weights;
    }

    /**
     * Learns from what was processed in a window.
     *
     * @param atNanos when the window ended, on the monotonic clock
     * @param records the records processed
     * @param processingNanos how long that took
     * @param schedulingNanos how long the last batch had to wait
     * @return the new rate; empty for the first window, without records, or where no time has passed
     */
    OptionalDouble estimate(long atNanos, long records, long processingNanos, long schedulingNanos) {
        if (records <= 0 || processingNanos <= 0 || (!first && atNanos - latestNanos <= 0)) {
            return OptionalDouble.empty();
        }
        double speed = records / (processingNanos / NANOS_PER_SECOND);
        if (first) {
            first = false;
            remember(atNanos, speed, 0);
            return OptionalDouble.empty();
        }
        double seconds = (atNanos - latestNanos) / NANOS_PER_SECOND;
        double error = latestRate - speed;
        double accumulated = schedulingNanos / NANOS_PER_SECOND * speed / windowSeconds;
        double change = (error - latestError) / seconds;
        double rate =
                latestRate - weights.proportional * error - weights.integral * accumulated - weights.derived * change;
        remember(atNanos, Math.max(rate, weights.minRate), error);
        return OptionalDouble.of(latestRate);
    }

    private void remember(long atNanos, double rate, double error) {
        latestNanos = atNanos;
        latestRate = rate;
        latestError = error;
    }

    /**
     * How strongly each error counts.
     *
     * @param proportional weight of the present error
     * @param integral weight of the accumulated error
     * @param derived weight of the error's change
     * @param minRate the lowest rate, in records per second
     */
    record Weights(double proportional, double integral, double derived, double minRate) {}
}
