// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * A delay over the batches kept for statistics, in nanoseconds; all -1 while no batch has completed.
 *
 * @param last of the last batch
 * @param median of half of the batches or less
 * @param p95 of 95 % of the batches or less
 * @param p99 of 99 % of the batches or less
 * @param max of the slowest batch
 */
public record DelayStatus(long last, long median, long p95, long p99, long max) {
    /** No batch has completed. */
    public static final DelayStatus NONE = new DelayStatus(-1, -1, -1, -1, -1);
}
