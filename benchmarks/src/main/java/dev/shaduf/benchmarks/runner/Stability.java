// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.BatchRow;
import java.util.List;

/**
 * Whether a contender keeps up with a batch interval: the p99 of its scheduling delay is at most the interval, and the
 * delay does not grow. It grows when the median of the last quarter of batches exceeds that of the first quarter by
 * more than a tenth of the interval, or by more than 1 ms where that is longer (the resolution of Spark's figures).
 *
 * @param firstQuarterMicros median scheduling delay of the first quarter
 * @param lastQuarterMicros median scheduling delay of the last quarter
 * @param p99Micros of all batches
 * @param intervalMicros the batch interval
 */
record Stability(double firstQuarterMicros, double lastQuarterMicros, double p99Micros, double intervalMicros) {

    private static final int FEWEST_BATCHES = 20;
    private static final double RESOLUTION_MICROS = 1_000;

    static Stability of(List<BatchRow> batches, long intervalMillis) {
        if (batches.size() < FEWEST_BATCHES) {
            throw new IllegalArgumentException(
                    batches.size() + " batches after the warm-up: at least " + FEWEST_BATCHES + " are needed");
        }
        List<Double> delays =
                batches.stream().map(b -> (double) b.schedulingMicros()).toList();
        int quarter = delays.size() / 4;
        return new Stability(
                new Sample(delays.subList(0, quarter)).median(),
                new Sample(delays.subList(delays.size() - quarter, delays.size())).median(),
                new Sample(delays).percentile(99),
                intervalMillis * 1_000.0);
    }

    boolean grows() {
        return lastQuarterMicros - firstQuarterMicros > Math.max(intervalMicros / 10, RESOLUTION_MICROS);
    }

    boolean stable() {
        return !grows() && p99Micros <= intervalMicros;
    }
}
