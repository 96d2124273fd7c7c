// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What clients of all contenders are told, so that none has better settings than another. */
public final class KafkaClients {

    /** How often contenders commit when they copy, in milliseconds. */
    public static final int COMMIT_MILLIS = 100;

    private KafkaClients() {}

    /**
     * Returns settings of a consumer that reads topics from their beginning, as fast as they come, without transactions that
     * are open or aborted.
     *
     * @param bootstrap where the broker is
     * @return settings without deserializers, to be changed as needed
     */
    public static Map<String, Object> consumer(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.putAll(reading());
        return settings;
    }

    /**
     * Returns how much consumers fetch at a time.
     *
     * @return settings
     */
    public static Map<String, String> reading() {
        return Map.of(
                "max.poll.records", "20000", "max.partition.fetch.bytes", "4194304", "receive.buffer.bytes", "1048576");
    }

    /**
     * Returns how producers send when they copy: batch size, linger and compression.
     *
     * @return settings
     */
    public static Map<String, String> writing() {
        return Map.of("batch.size", "131072", "linger.ms", "5", "compression.type", "none");
    }

    /**
     * Has a consumer read all partitions of a topic from their beginning.
     *
     * @param consumer a new consumer
     * @param topic the topic
     * @return its partitions
     */
    public static List<TopicPartition> assignAll(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> all = partitions(consumer, topic);
        assign(consumer, all);
        return all;
    }

    /**
     * Returns the partitions of a topic.
     *
     * @param consumer any consumer
     * @param topic the topic
     * @return its partitions, in ascending order
     */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(java.util.Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /**
     * Has a consumer read some partitions from their beginning.
     *
     * @param consumer a new consumer
     * @param partitions what to read
     */
    public static void assign(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Changes a line, when lines are copied from topic to topic: the same function for all contenders.
     *
     * @param line the line
     * @return another line
     */
    public static String mapped(String line) {
        return line.toUpperCase(Locale.ROOT);
    }
}
