// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.kafka.broker.KafkaTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what {@link KilledKafkaProgram} has committed, and checks each record as it comes: for each key the numbers are there
 * in order, without one missing or repeated, and their counts with them.
 */
final class NumberedOutput implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final NumberedRecords input;
    private final Map<String, Map<String, Integer>> seen =
            Map.of(KilledKafkaProgram.COPIES, new HashMap<>(), KilledKafkaProgram.COUNTS, new HashMap<>());

    NumberedOutput(String bootstrap, NumberedRecords input) {
        this.input = input;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "reconnect.backoff.max.ms", "200",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = Stream.of(KilledKafkaProgram.COPIES, KilledKafkaProgram.COUNTS)
                .flatMap(topic -> KafkaTopics.partitions(consumer, topic).stream())
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes what has arrived. */
    void poll(String context) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(20))) {
            Map<String, Integer> counts = seen.getOrDefault(record.topic(), Map.of());
            int before = counts.getOrDefault(record.key(), 0);
            int number = Integer.parseInt(record.key().substring("key-".length())) + before * NumberedRecords.KEYS;
            boolean counted = record.topic().equals(KilledKafkaProgram.COUNTS);
            assertThat(record.value())
                    .as("%s, %s", record, context)
                    .isEqualTo(counted ? number + " " + (before + 1) : "" + number);
            counts.put(record.key(), before + 1);
            if (counted) {
                input.arrived();
            }
        }
    }

    /** Returns how many records both topics have, at least. */
    int both() {
        ToLongFunction<Map<String, Integer>> sum =
                counts -> counts.values().stream().mapToLong(n -> n).sum();
        return (int) seen.values().stream().mapToLong(sum).min().orElse(0);
    }

    /** Tells whether everything that is there has been taken. */
    boolean atEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) == end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
