// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of Kafka with all that belongs to it; immutable, as far as key and value are.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 * @param timestamp the time in milliseconds since the epoch; -1 for none
 * @param key the key; {@code null} for none
 * @param value the value; {@code null} where the record says that its key was deleted
 * @param headers the headers, in order
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public record KafkaRecord<K, V>(
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable K key,
        @Nullable V value,
        List<Header> headers)
        implements Serializable {
    /**
     * A header.
     *
     * @param key its key
     * @param value its value; {@code null} for none. Not copied: leave it as it is
     */
    @SuppressWarnings("ArrayRecordComponent") // as Kafka has it
    public record Header(String key, byte @Nullable [] value) implements Serializable {}
}
