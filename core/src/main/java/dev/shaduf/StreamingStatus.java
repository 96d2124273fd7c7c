// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.BatchTotals;
import dev.shaduf.listener.DelayStatus;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.listener.StateStatus;
import dev.shaduf.listener.StopReport;
import dev.shaduf.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of a {@link StreamingContext} at one moment. The same figures can be seen over JMX.
 *
 * @param name the application's name
 * @param id the number of the context in this JVM, from 1
 * @param state where the context stands in its life
 * @param batchInterval the batch interval
 * @param startTime when it was started, in milliseconds since the epoch; -1 before
 * @param batches what became of the batches
 * @param lastBatch the batch that ended last, if one did
 * @param schedulingDelay from the planning of a batch to its start
 * @param processingDelay from the start of a batch to its end
 * @param totalDelay from the planning of a batch to its end
 * @param inputs one record per input
 * @param receivers one record per receiver
 * @param states one record per stateful operator
 * @param stopReport what the stop did, once the context has stopped
 */
public record StreamingStatus(
        String name,
        int id,
        StreamingContextState state,
        Duration batchInterval,
        long startTime,
        BatchTotals batches,
        Optional<BatchInfo> lastBatch,
        DelayStatus schedulingDelay,
        DelayStatus processingDelay,
        DelayStatus totalDelay,
        List<InputStatus> inputs,
        List<ReceiverInfo> receivers,
        List<StateStatus> states,
        Optional<StopReport> stopReport) {
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Returns the most important figures in one line, for people.
     *
     * @return such as {@code word-count ACTIVE: batch 42, 10000 records/s, delay 12.3 ms, 420000 records}
     */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s %s: batch %s, %.0f records/s, delay %s, %d records%s",
                name,
                state,
                lastBatch.map(batch -> String.valueOf(batch.id().number())).orElse("-"),
                batches.recordsPerSecond(),
                totalDelay.last() < 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.1f ms", totalDelay.last() / NANOS_PER_MILLI),
                batches.records(),
                batches.failed() == 0 ? "" : ", " + batches.failed() + " failed");
    }
}
