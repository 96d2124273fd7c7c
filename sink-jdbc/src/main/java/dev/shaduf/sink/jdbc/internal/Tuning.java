// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.time.Duration;
import java.io.Serializable;

/**
 * Sizes and times.
 *
 * @param batchRows rows in one statement
 * @param bufferRows rows of a partition that are kept until its transaction begins
 * @param bufferBytes about the bytes of them
 * @param connections connections at most
 * @param retries how often a transaction is tried again
 * @param backoff the wait before the first of these; it doubles each time
 * @param timeout how long the database may take to answer
 */
public record Tuning(
        int batchRows,
        int bufferRows,
        long bufferBytes,
        int connections,
        int retries,
        Duration backoff,
        Duration timeout)
        implements Serializable {
    Tuning withoutRetries() {
        return new Tuning(batchRows, bufferRows, bufferBytes, connections, 0, backoff, timeout);
    }
}
