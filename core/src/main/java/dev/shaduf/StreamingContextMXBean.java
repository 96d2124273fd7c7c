// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import java.util.Map;

/**
 * The figures of a {@link StreamingContext} over JMX, under
 * {@code dev.shaduf:type=StreamingContext,name=<application>,id=<number>}, from half a second after the start until the stop.
 * Delays are in nanoseconds.
 */
public interface StreamingContextMXBean {
    /**
     * Returns where the context stands in its life.
     *
     * @return the name of the state
     */
    String getState();

    /**
     * Returns the batch interval.
     *
     * @return milliseconds
     */
    long getBatchIntervalMillis();

    /**
     * Returns when the context was started.
     *
     * @return milliseconds since the epoch
     */
    long getStartTimeMillis();

    /**
     * Returns the batches completed.
     *
     * @return how many since the start
     */
    long getBatchesCompleted();

    /**
     * Returns the batches that failed after their last attempt.
     *
     * @return how many since the start
     */
    long getBatchesFailed();

    /**
     * Returns the batches that wait for their turn.
     *
     * @return how many, at most two
     */
    int getBatchesWaiting();

    /**
     * Returns whether a batch is running.
     *
     * @return 1 or 0
     */
    int getBatchesRunning();

    /**
     * Returns the attempts beyond first ones.
     *
     * @return how many since the start
     */
    long getBatchRetries();

    /**
     * Returns the records processed.
     *
     * @return how many since the start, as far as they are known
     */
    long getRecords();

    /**
     * Returns the speed over the last batches.
     *
     * @return records per second of batch time
     */
    double getRecordsPerSecond();

    /**
     * Returns the batch times passed over.
     *
     * @return how many since the start
     */
    long getTimesPassedOver();

    /**
     * Returns the events that no listener heard of.
     *
     * @return how many since the start
     */
    long getEventsDropped();

    /**
     * Returns the number of the last batch.
     *
     * @return the number; 0 before the first has ended
     */
    long getLastBatch();

    /**
     * Returns the scheduling delay of the last batch.
     *
     * @return nanoseconds; -1 before the first has ended
     */
    long getLastSchedulingDelay();

    /**
     * Returns the processing delay of the last batch.
     *
     * @return nanoseconds; -1 before the first has ended
     */
    long getLastProcessingDelay();

    /**
     * Returns the total delay of the last batch.
     *
     * @return nanoseconds; -1 before the first has ended
     */
    long getLastTotalDelay();

    /**
     * Returns the total delay that 99 % of the last batches kept.
     *
     * @return nanoseconds; -1 before the first has ended
     */
    long getTotalDelayP99();

    /**
     * Returns what the inputs have stored and not planned.
     *
     * @return records by input
     */
    Map<String, Long> getBacklogRecords();

    /**
     * Returns the rate limits of the inputs.
     *
     * @return records per second by input; infinity for none
     */
    Map<String, Double> getRateLimits();

    /**
     * Returns what the inputs counted, such as replaced bytes.
     *
     * @return the counts by input and counter
     */
    Map<String, Long> getInputCounters();

    /**
     * Returns the sizes of the states.
     *
     * @return keys by uid
     */
    Map<String, Long> getStateKeys();
}
