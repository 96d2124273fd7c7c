// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * What became of the batches of a context since it started.
 *
 * @param completed batches completed
 * @param failed batches that failed after their last attempt
 * @param waiting batches planned and not yet started, at most two
 * @param running 1 while a batch runs, else 0
 * @param retries attempts beyond the first ones
 * @param records records in completed batches, as far as they are known
 * @param recordsPerSecond records per second of batch time over the last batches
 * @param gaps how often batch times were passed over
 * @param passedOver how many batch times were passed over
 * @param journaled batch plans that are kept because something may still read them
 * @param droppedEvents events that no listener heard of because their queue was full
 */
public record BatchTotals(
        long completed,
        long failed,
        int waiting,
        int running,
        long retries,
        long records,
        double recordsPerSecond,
        long gaps,
        long passedOver,
        int journaled,
        long droppedEvents) {
    /** Nothing has been planned. */
    public static final BatchTotals NONE = new BatchTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
