// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

/**
 * Decides how fast an input may be: at first a fixed rate that doubles while batches are easy, then by the speed at which
 * batches are processed. Used for receivers and sources alike. Safe for use by many threads.
 */
public interface RateControl {
    /** Returns the present limit in records per second; positive infinity for none. */
    double rate();

    /**
     * Learns from a completed batch.
     *
     * @param completedMillis when it ended
     * @param records the records of this input in it
     * @param processingNanos how long it took
     * @param schedulingNanos how long it waited
     */
    void completed(long completedMillis, long records, long processingNanos, long schedulingNanos);
}
