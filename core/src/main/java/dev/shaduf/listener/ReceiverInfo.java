// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import java.util.Optional;

/**
 * The state of a receiver.
 *
 * @param streamId the number of its input stream
 * @param name its name
 * @param active whether it is running
 * @param location where it runs
 * @param restarts how often it was started again
 * @param lastErrorMessage what it reported last
 * @param lastError the exception it reported last
 * @param lastErrorTime when, in milliseconds since the epoch; -1 for never
 */
public record ReceiverInfo(
        int streamId,
        String name,
        boolean active,
        String location,
        long restarts,
        String lastErrorMessage,
        Optional<Throwable> lastError,
        long lastErrorTime) {}
