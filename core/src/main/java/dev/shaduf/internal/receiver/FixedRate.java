// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

/**
 * A rate that does not change.
 *
 * @param rate records per second
 */
record FixedRate(double rate) implements RateControl {
    @Override
    public void lanes(int lanes) {}

    @Override
    public void completed(long completedNanos, long records, long processingNanos, long schedulingNanos) {}
}
