// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import dev.shaduf.time.Time;
import java.util.Optional;

/**
 * One output operation of one batch. Delays are in nanoseconds, moments in milliseconds since the epoch.
 *
 * @param batchTime the time of the batch
 * @param id the place of the output among the outputs, from 0
 * @param name what it does, such as {@code print}
 * @param description where it stands in the user's program
 * @param startTime when it started
 * @param endTime when it ended; -1 while it runs
 * @param durationNanos how long it took; -1 while it runs
 * @param failureReason why it failed, if it did
 */
public record OutputOperationInfo(
        Time batchTime,
        int id,
        String name,
        String description,
        long startTime,
        long endTime,
        long durationNanos,
        Optional<String> failureReason) {}
