// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.kafka.broker.KafkaBroker;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.source.kafka.internal.Plan;
import dev.shaduf.spi.ReadLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic of which a broker has left the newest record of each key. */
@Timeout(300)
class KafkaSourceCompactionTest {
    private static final int KEYS = 10;
    private static final int WRITTEN = 1_000;

    @Test
    void shouldCountTheRecordsThatAreLeftAndNotTheOffsetsBetweenThem() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(Map.of("log.cleaner.backoff.ms", "100"), Map.of())) {
            long end = compacted(broker.topics());
            List<String> read = new ArrayList<>();
            long counted = 0;
            try (Run<String> run = Run.of(KafkaSource.strings(broker.bootstrap())
                    .subscribe("latest")
                    .startingOffsets("earliest")
                    .compacted(Plan.Compacted.ALLOW)
                    .build())) {
                long until = 0;
                while (until < end) {
                    KafkaRange range = run.plan(ReadLimit.NONE);
                    counted += range.records();
                    until = range.partitions().get(0).until();
                    read.addAll(run.read(range));
                }
            }

            assertThat(read)
                    .hasSizeLessThan(WRITTEN / 2)
                    .containsSubsequence(IntStream.rangeClosed(WRITTEN - KEYS + 1, WRITTEN)
                            .mapToObj(number -> "number-" + number)
                            .toList());
            assertThat(counted).isEqualTo(read.size());
        }
    }

    /** Returns the end, once little more than a record of each key is left; the segment in use is never compacted. */
    private static long compacted(KafkaTopics topics) {
        topics.create(
                "latest",
                1,
                Map.of("cleanup.policy", "compact", "segment.ms", "200", "min.cleanable.dirty.ratio", "0.0"));
        topics.appendRecords(IntStream.range(0, WRITTEN)
                .mapToObj(number -> record("key-" + number % KEYS, number))
                .toList());
        await().atMost(120, TimeUnit.SECONDS).until(() -> {
            topics.appendRecords(List.of(record("key-0", WRITTEN)));
            return topics.read("latest").size() < WRITTEN / 2;
        });
        List<ConsumerRecord<String, String>> left = topics.read("latest");
        return left.get(left.size() - 1).offset() + 1;
    }

    private static ProducerRecord<@Nullable String, @Nullable String> record(String key, int number) {
        return new ProducerRecord<>("latest", 0, key, "number-" + number);
    }
}
