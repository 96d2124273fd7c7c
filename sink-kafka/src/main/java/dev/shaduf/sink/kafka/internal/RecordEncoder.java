// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of Kafka. Used by one thread at a time.
 *
 * @param <T> the type of the records of the stream
 */
public interface RecordEncoder<T> extends AutoCloseable {
    /** Makes a record of Kafka. */
    ProducerRecord<byte @Nullable [], byte @Nullable []> encode(T record) throws Exception;

    @Override
    default void close() {}
}
