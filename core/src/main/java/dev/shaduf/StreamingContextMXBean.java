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
     * Returns how often batch times were passed over.
     *
     * @return how many times since the start
     */
    long getGaps();

    /**
     * Returns the batch times passed over.
     *
     * @return how many since the start
     */
    long getTimesPassedOver();

    /**
     * Returns the batch plans that are kept because something may still read them.
     *
     * @return how many
     */
    int getPlansJournaled();

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
     * Returns the scheduling delay of the batches kept for statistics.
     *
     * @return nanoseconds as {@code last}, {@code median}, {@code p95}, {@code p99} and {@code max}; -1 before a batch has ended
     */
    Map<String, Long> getSchedulingDelay();

    /**
     * Returns the processing delay of the batches kept for statistics.
     *
     * @return nanoseconds as {@code last}, {@code median}, {@code p95}, {@code p99} and {@code max}; -1 before a batch has ended
     */
    Map<String, Long> getProcessingDelay();

    /**
     * Returns the total delay of the batches kept for statistics.
     *
     * @return nanoseconds as {@code last}, {@code median}, {@code p95}, {@code p99} and {@code max}; -1 before a batch has ended
     */
    Map<String, Long> getTotalDelay();

    /**
     * Returns the records of the inputs in completed batches.
     *
     * @return records by input, as far as they are known
     */
    Map<String, Long> getInputRecords();

    /**
     * Returns the errors that the inputs reported.
     *
     * @return how many since the start, by input
     */
    Map<String, Long> getInputErrors();

    /**
     * Returns what the inputs have stored and not planned.
     *
     * @return records by input
     */
    Map<String, Long> getBacklogRecords();

    /**
     * Returns the bytes that the inputs have stored and not planned.
     *
     * @return bytes by input, as estimated
     */
    Map<String, Long> getBacklogBytes();

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
     * Returns which receivers are running.
     *
     * @return whether it is active, by input
     */
    Map<String, Boolean> getReceiversActive();

    /**
     * Returns how often the receivers were started again.
     *
     * @return how many times since the start, by input
     */
    Map<String, Long> getReceiverRestarts();

    /**
     * Returns what the receivers reported last.
     *
     * @return the messages of those that reported an error, by input
     */
    Map<String, String> getReceiverErrors();

    /**
     * Returns the sizes of the states.
     *
     * @return keys by uid
     */
    Map<String, Long> getStateKeys();
}
