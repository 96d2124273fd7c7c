// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import dev.shaduf.function.Function;
import dev.shaduf.sink.kafka.internal.RecordEncoder;
import java.io.Serializable;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Puts records of Kafka together. */
final class PartsEncoder<T> implements RecordEncoder<T> {
    private final String topic;
    private final Choices<T> choices;
    private final Part.@Nullable Open<T, ?> key;
    private final Part.Open<T, ?> value;

    /** What a record may say besides key and value; null where it says nothing. */
    record Choices<T>(
            @Nullable Function<? super T, String> topic,
            @Nullable Function<? super T, @Nullable Integer> partition,
            @Nullable Function<? super T, @Nullable Long> timestamp,
            @Nullable Function<? super T, Map<String, byte[]>> headers)
            implements Serializable {}

    PartsEncoder(String topic, Choices<T> choices, Part.@Nullable Open<T, ?> key, Part.Open<T, ?> value) {
        this.topic = topic;
        this.choices = choices;
        this.key = key;
        this.value = value;
    }

    @Override
    public ProducerRecord<byte @Nullable [], byte @Nullable []> encode(T record) throws Exception {
        String to = choices.topic() == null ? topic : choices.topic().call(record);
        Integer partition =
                choices.partition() == null ? null : choices.partition().call(record);
        Long timestamp =
                choices.timestamp() == null ? null : choices.timestamp().call(record);
        RecordHeaders headers = new RecordHeaders();
        if (choices.headers() != null) {
            choices.headers().call(record).forEach(headers::add);
        }
        byte[] keyBytes = key == null ? null : key.bytes(record, to, headers);
        return new ProducerRecord<>(to, partition, timestamp, keyBytes, value.bytes(record, to, headers), headers);
    }

    @Override
    public void close() {
        if (key != null) {
            key.close();
        }
        value.close();
    }
}
