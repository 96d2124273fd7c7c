// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.Map;

/**
 * A batch and what is known of it so far. Moments are in milliseconds since the epoch, delays in nanoseconds, both -1
 * while not known: a submitted batch has no delays, a started one only its scheduling delay.
 *
 * @param id the identity of the batch
 * @param batchTime its time
 * @param attempt the attempt, from 1
 * @param streamIdToInputInfo what each input stream contributed
 * @param submissionTime when it was planned
 * @param processingStartTime when its first job started
 * @param processingEndTime when its last job ended
 * @param schedulingDelayNanos from submission to start
 * @param processingDelayNanos from start to end
 * @param outputOperationInfos its outputs so far, by place
 */
public record BatchInfo(
        BatchId id,
        Time batchTime,
        int attempt,
        Map<Integer, StreamInputInfo> streamIdToInputInfo,
        long submissionTime,
        long processingStartTime,
        long processingEndTime,
        long schedulingDelayNanos,
        long processingDelayNanos,
        Map<Integer, OutputOperationInfo> outputOperationInfos) {
    /**
     * Returns the records of all inputs together, as far as they are known.
     *
     * @return how many
     */
    public long numRecords() {
        long sum = 0;
        for (StreamInputInfo info : streamIdToInputInfo.values()) {
            sum += Math.max(0, info.numRecords());
        }
        return sum;
    }

    /**
     * Returns the scheduling delay, from submission to start.
     *
     * @return milliseconds; -1 while not known
     */
    public long schedulingDelay() {
        return toMillis(schedulingDelayNanos);
    }

    /**
     * Returns the processing delay, from start to end.
     *
     * @return milliseconds; -1 while not known
     */
    public long processingDelay() {
        return toMillis(processingDelayNanos);
    }

    /**
     * Returns the delay from submission to end.
     *
     * @return milliseconds; -1 while not known
     */
    public long totalDelay() {
        return toMillis(totalDelayNanos());
    }

    /**
     * Returns the delay from submission to end.
     *
     * @return nanoseconds; -1 while not known
     */
    public long totalDelayNanos() {
        return schedulingDelayNanos < 0 || processingDelayNanos < 0 ? -1 : schedulingDelayNanos + processingDelayNanos;
    }

    private static long toMillis(long nanos) {
        return nanos < 0 ? -1 : nanos / 1_000_000;
    }
}
