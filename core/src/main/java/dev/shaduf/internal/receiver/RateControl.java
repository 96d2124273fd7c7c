// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.time.Duration;

/**
 * Decides how fast an input may be: at first a fixed rate that doubles while batches are easy, then by the speed at which
 * batches are processed. Used for receivers and sources alike. Safe for use by many threads.
 */
public interface RateControl {
    /** What the first batches of files have at most, whatever their interval. */
    long FIRST_BATCH_BYTES = 256L << 20;

    /** A single file is taken whole; below a megabyte a second there is little to control. */
    double LEAST_BYTE_RATE = 1 << 20;

    /** Makes the control that the configuration asks for, for one input. */
    static RateControl of(StreamingConf conf, Duration batchInterval) {
        long fixed = conf.get(StreamingSettings.RECEIVER_MAX_RATE);
        double cap = fixed > 0 ? fixed : Double.POSITIVE_INFINITY;
        if (!conf.get(StreamingSettings.BACKPRESSURE)) {
            return new FixedRate(cap);
        }
        PidRateEstimator.Weights weights = new PidRateEstimator.Weights(
                conf.get(StreamingSettings.PID_PROPORTIONAL),
                conf.get(StreamingSettings.PID_INTEGRAL),
                conf.get(StreamingSettings.PID_DERIVED),
                conf.get(StreamingSettings.PID_MIN_RATE));
        return new AdaptiveRate(batchInterval, conf.get(StreamingSettings.INITIAL_RATE), cap, weights);
    }

    /** Makes the control of an input that knows bytes alone, for which all of the above is counted in bytes. */
    static RateControl ofBytes(StreamingConf conf, Duration batchInterval) {
        if (!conf.get(StreamingSettings.BACKPRESSURE)) {
            return new FixedRate(Double.POSITIVE_INFINITY);
        }
        PidRateEstimator.Weights weights = new PidRateEstimator.Weights(
                conf.get(StreamingSettings.PID_PROPORTIONAL),
                conf.get(StreamingSettings.PID_INTEGRAL),
                conf.get(StreamingSettings.PID_DERIVED),
                LEAST_BYTE_RATE);
        double firstBatch = FIRST_BATCH_BYTES * 1_000.0 / batchInterval.milliseconds();
        return new AdaptiveRate(batchInterval, firstBatch, Double.POSITIVE_INFINITY, weights);
    }

    /** Returns the present limit in records per second; positive infinity for none. */
    double rate();

    /**
     * Says how many lanes the input has, before anything of it has completed: the first rate is for each.
     *
     * @param lanes how many, at least one
     */
    void lanes(int lanes);

    /**
     * Learns from a completed batch.
     *
     * @param completedNanos when it ended, on the monotonic clock: the wall clock may be set back
     * @param records the records of this input in it
     * @param processingNanos how long it took
     * @param schedulingNanos how long it waited
     */
    void completed(long completedNanos, long records, long processingNanos, long schedulingNanos);
}
