// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;

/**
 * Writes one attempt of one partition, by one thread. Ends with exactly one of {@link #prepare} and {@link #abort}.
 *
 * @param <T> the type of the records
 */
public interface SinkWriter<T> {
    /**
     * Writes one record.
     *
     * @param record the record
     * @throws Exception if it cannot; the attempt is aborted
     */
    void write(T record) throws Exception;

    /**
     * Finishes writing: after it, only the commit is missing, and the commit cannot fail for reasons of the data.
     *
     * @return what the driver needs to commit: small, serializable
     * @throws Exception if it cannot; the attempt is aborted
     */
    Serializable prepare() throws Exception;

    /** Discards what was written. Must not throw. */
    void abort();
}
