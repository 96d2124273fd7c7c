// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

/**
 * Tells how much of a batch's time does not depend on its records: jobs to start, a journal to force to disk, transactions to
 * commit. It is seen where batches of other sizes do not take other times in proportion. Used by one thread at a time.
 */
final class FixedCost {
    /** Windows whose batches differ by less than this factor show noise, not cost. */
    private static final double TELLING = 1.25;
    /** So that records are never believed to be free. */
    private static final double LARGEST_PART = 7.0 / 8;

    private double records;
    private double nanos;
    private double cost;

    /** Learns from the mean size and the mean time of the batches of a window. */
    void learn(double meanRecords, double meanNanos) {
        boolean telling = Math.max(records, meanRecords) >= TELLING * Math.min(records, meanRecords);
        if (records > 0 && telling) {
            double perRecord = (meanNanos - nanos) / (meanRecords - records);
            double believable = Math.max(0, Math.min(meanNanos / meanRecords, perRecord));
            double seen = meanNanos - believable * meanRecords;
            cost = cost > 0 ? (cost + seen) / 2 : seen;
        }
        cost = Math.min(cost, LARGEST_PART * meanNanos);
        records = meanRecords;
        nanos = meanNanos;
    }

    /** The nanoseconds that a batch takes without records; 0 as long as nothing shows it. */
    double nanos() {
        return cost;
    }
}
