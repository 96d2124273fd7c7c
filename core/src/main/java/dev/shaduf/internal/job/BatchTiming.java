// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

/**
 * How long a batch took.
 *
 * @param completedMillis when it ended
 * @param processingNanos from start to end
 * @param schedulingNanos from submission to start
 */
record BatchTiming(long completedMillis, long processingNanos, long schedulingNanos) {}
