// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all that is committed in a topic and announces {@code RESULT records=… checksum=… atMicros=…}: the sum of a hash of
 * each value, so that lost, doubled and changed values show, and their order does not.
 */
public final class TopicDigest {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicDigest() {}

    /**
     * Reads and announces.
     *
     * @param args {@code bootstrap} and {@code topic}
     */
    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(Set.of("bootstrap", "topic"), args);
        Map<String, Object> settings = KafkaClients.consumer(arguments.text("bootstrap"));
        long records = 0;
        long checksum = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = KafkaClients.assignAll(consumer, arguments.text("topic"));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records++;
                    checksum += Arrays.hashCode(record.value()) * 0x9E3779B97F4A7C15L;
                }
            }
        }
        Announcement.of(Kind.RESULT)
                .with("records", records)
                .with("checksum", Long.toHexString(checksum))
                .with(Announcement.AT, EpochMicros.now())
                .announceAndAwaitRelease();
    }
}
