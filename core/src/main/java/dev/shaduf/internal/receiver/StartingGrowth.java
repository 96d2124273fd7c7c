// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

/**
 * How the rate of a start grows with each easy batch: to the speed at which the batch was processed, and to twice that as far as
 * its time did not come from its records. What a batch costs apart from its records shows in the difference between two; of the
 * first, which loads and compiles the program, half at least is taken to be that. Used by one thread at a time.
 */
final class StartingGrowth {
    private static final double NANOS_PER_SECOND = 1e9;
    /** What an easy batch allows at least: twice as much would have fitted. */
    private static final double LEAST = 2;
    /** What it allows at most: where the cost of a record grows with their number, a short batch shows little of it. */
    private static final double MOST = 16;
    /** The same where half of the first batch is taken for loading: growth with the square shows in two batches alone. */
    private static final double MOST_TAKEN = 8;
    /** If what is taken for fixed cost came from the records after all, a batch takes this many intervals. */
    private static final double BEYOND = 2;

    private long records;
    private long nanos;

    /**
     * Learns from an easy batch that made use of the rate.
     *
     * @param rate the rate, in records per second
     * @param newRecords the records of the batch
     * @param newNanos how long it took
     * @return the new rate
     */
    double next(double rate, long newRecords, long newNanos) {
        double shown = newRecords * NANOS_PER_SECOND / newNanos;
        double beyond = nanos == 0
                ? Math.min(BEYOND * shown, MOST_TAKEN * rate)
                : Math.min(BEYOND * shown, marginal(newRecords - records, newNanos - nanos));
        records = newRecords;
        nanos = newNanos;
        return Math.max(LEAST * rate, Math.min(MOST * rate, Math.max(shown, beyond)));
    }

    /** The speed of those records that a batch had more than the one before; zero where that cannot be told. */
    private static double marginal(long moreRecords, long moreNanos) {
        if (moreRecords <= 0) {
            return 0;
        }
        return moreNanos <= 0 ? Double.POSITIVE_INFINITY : moreRecords * NANOS_PER_SECOND / moreNanos;
    }
}
