// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import dev.shaduf.time.Duration;
import java.util.List;

/**
 * What a stop did.
 *
 * @param graceful whether what had been received was to be processed first
 * @param batchesDrained batches completed since the stop was asked for
 * @param recordsDrained records in them, as far as they are known
 * @param batchesLeft batches planned and not completed
 * @param recordsLeft records in those and in what was received and not planned, as far as they are known
 * @param unfinished what did not end in time or failed to close, by name, with where its thread stood or why
 * @param took how long the stop took
 */
public record StopReport(
        boolean graceful,
        long batchesDrained,
        long recordsDrained,
        long batchesLeft,
        long recordsLeft,
        List<String> unfinished,
        Duration took) {}
