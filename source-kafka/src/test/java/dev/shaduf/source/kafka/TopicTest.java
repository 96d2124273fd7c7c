// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** A topic of a test, and sources that read it. */
abstract class TopicTest {
    final SharedKafka broker = SharedKafka.get();
    final KafkaTopics topics = broker.topics();
    final String topic = "source-" + UUID.randomUUID();

    KafkaSourceBuilder<String, String, String> strings() {
        return KafkaSource.strings(broker.bootstrap()).subscribe(topic);
    }

    KafkaSourceBuilder<String, String, String> earliest() {
        return strings().startingOffsets("earliest");
    }

    static List<String> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
    }

    /** Returns what a group has been told of the topic's first partition; -1 for nothing. */
    long committed(String group) {
        return topics.committed(group).getOrDefault(new TopicPartition(topic, 0), -1L);
    }
}
