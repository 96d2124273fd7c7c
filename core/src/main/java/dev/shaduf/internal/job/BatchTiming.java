// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

/**
 * How long a batch took.
 *
 * @param completedNanos when it ended, on the monotonic clock
 * @param processingNanos from start to end
 * @param schedulingNanos from submission to start
 */
record BatchTiming(long completedNanos, long processingNanos, long schedulingNanos) {}
