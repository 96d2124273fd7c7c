// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.time.Duration;
import java.util.OptionalDouble;

/**
 * A rate that follows what is processed. At first it grows with each batch that made use of it and took less than half its
 * interval, as {@link StartingGrowth} says. From a later batch that took longer, an estimator decides, over windows long
 * enough to measure, by a factor of two at most each time.
 * Batches that were easy never lower the rate: few records say little about speed. Neither does what a batch costs without
 * records, as fewer of them would not make it shorter.
 */
final class AdaptiveRate implements RateControl {
    private static final long SHORTEST_WINDOW_MILLIS = 200;
    private static final double NANOS_PER_SECOND = 1e9;
    /** A batch made use of the rate when it had at least this part of it; it was collected under an older, lower rate. */
    private static final double USED = 0.25;
    /** One slow window (a pause of the collector, a busy machine) must not stop an input, nor one fast window flood it. */
    private static final double MOST_CHANGE = 2;
    /** A batch that has to wait has up to two others before it. */
    private static final int BATCHES_BEFORE = 2;

    private final PidRateEstimator estimator;
    private final double initialRate;
    private final double cap;
    private final double minRate;
    private final long intervalNanos;
    private final int batchesPerWindow;
    private final Window window = new Window();
    private final FixedCost fixed = new FixedCost();
    private final StartingGrowth growth = new StartingGrowth();
    private boolean starting = true;
    /** The first batch loads and compiles the program, which says nothing about its speed. */
    private boolean warm;

    private double rate;

    AdaptiveRate(Duration batchInterval, double initialRate, double cap, PidRateEstimator.Weights weights) {
        long batchMillis = batchInterval.milliseconds();
        long windowMillis = Math.max(batchMillis, SHORTEST_WINDOW_MILLIS);
        this.intervalNanos = batchMillis * 1_000_000;
        this.batchesPerWindow = Math.toIntExact((windowMillis + batchMillis - 1) / batchMillis);
        this.estimator = new PidRateEstimator(windowMillis / 1e3, weights);
        this.initialRate = initialRate;
        this.cap = cap;
        this.minRate = weights.minRate();
        this.rate = Math.min(initialRate, cap);
    }

    @Override
    public synchronized double rate() {
        return rate;
    }

    @Override
    public synchronized void lanes(int lanes) {
        if (!warm) {
            rate = Math.min(lanes * initialRate, cap);
        }
    }

    @Override
    public synchronized void completed(long completedNanos, long records, long processingNanos, long schedulingNanos) {
        if (records <= 0 || processingNanos <= 0) {
            return;
        }
        boolean easy = processingNanos < intervalNanos / 2;
        if (starting && (easy || !warm)) {
            warm = true;
            if (easy && records >= USED * rate * intervalNanos / NANOS_PER_SECOND) {
                rate = Math.min(cap, growth.next(rate, records, processingNanos));
            }
            return;
        }
        window.add(records, processingNanos, schedulingNanos, easy && schedulingNanos < intervalNanos);
        if (starting) {
            starting = false;
            double speed = records * NANOS_PER_SECOND / processingNanos;
            rate = Math.min(cap, Math.max(minRate, Math.min(MOST_CHANGE * rate, speed)));
            learn(completedNanos);
        } else if (window.batches >= batchesPerWindow) {
            learn(completedNanos);
        }
    }

    private void learn(long completedNanos) {
        fixed.learn((double) window.records / window.batches, (double) window.processing / window.batches);
        OptionalDouble estimate = estimator.estimate(completedNanos, window.records, forRecords(), waited());
        if (estimate.isPresent()) {
            double estimated = Math.max(rate / MOST_CHANGE, Math.min(rate * MOST_CHANGE, estimate.getAsDouble()));
            rate = Math.min(cap, window.easy ? Math.max(rate, estimated) : estimated);
        }
        window.clear();
    }

    /**
     * How long the records of the window took, as if all of each interval were theirs. What they may take is what the rest of the
     * batch leaves of it; where that is less than half, as long as the rest, though it be many intervals: fewer
     * records would not make such a batch much shorter, but would let more of them wait.
     */
    private long forRecords() {
        double rest = fixed.nanos() / intervalNanos;
        double share = Math.max(rest, 1 - rest);
        return (long) ((window.processing - window.batches * fixed.nanos()) / share);
    }

    /** How long the last batch waited for the records of others. */
    private long waited() {
        return (long) Math.max(0, window.scheduling - BATCHES_BEFORE * fixed.nanos());
    }

    /** What was completed since the last estimate. */
    private static final class Window {
        private int batches;
        private long records;
        private long processing;
        private long scheduling;
        private boolean easy = true;

        void add(long moreRecords, long processingNanos, long schedulingNanos, boolean wasEasy) {
            batches++;
            records += moreRecords;
            processing += processingNanos;
            scheduling = schedulingNanos;
            easy &= wasEasy;
        }

        void clear() {
            batches = 0;
            records = 0;
            processing = 0;
            scheduling = 0;
            easy = true;
        }
    }
}
