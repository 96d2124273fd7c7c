// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import org.jspecify.annotations.Nullable;

/**
 * Makes records of what was fetched. Used by one thread at a time.
 *
 * @param <T> the type of the records
 */
public interface RecordFactory<T> extends AutoCloseable {
    /** Makes a record; null to leave it out. What it is made of is not kept. */
    @Nullable
    T make(RawRecord raw) throws Exception;

    @Override
    default void close() {}
}
