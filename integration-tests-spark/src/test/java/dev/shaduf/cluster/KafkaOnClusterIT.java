// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From topic to topic, exactly once, with tasks in other JVMs. */
@Timeout(300)
class KafkaOnClusterIT {
    private static final String CLUSTER = System.getProperty("semantics.master");
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 20;
    /** Records that this JVM, the driver's or an executor's, has seen. */
    private static final AtomicInteger SEEN = new AtomicInteger();

    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String in = topics.create("in-" + UUID.randomUUID(), PARTITIONS);
    private final String out = topics.create("out-" + UUID.randomUUID(), 2);
    private final List<String> sent = new ArrayList<>();

    @TempDir
    Path temp;

    @Test
    void shouldWriteEachRecordOnceOnAClusterAndHereInTurn() throws Exception {
        for (String master : List.of(CLUSTER, CLUSTER, "local[2]", CLUSTER)) {
            try (StreamingContext ssc = program(master)) {
                ssc.start();
                for (int round = 0; round < 3; round++) {
                    send();
                    await().atMost(Duration.ofSeconds(90))
                            .until(() -> topics.values(out).containsAll(sent));
                }
            }
        }

        assertThat(topics.values(out)).containsExactlyInAnyOrderElementsOf(sent);
        for (int key = 0; key < PARTITIONS; key++) {
            assertThat(ofKey("key-" + key)).as("order of key %d", key).isSorted();
        }
    }

    private StreamingContext program(String master) {
        StreamingContext ssc = StreamingContext.builder()
                // As the context is that keeps the application.
                .conf(new StreamingConf(false))
                .master(master)
                .appName("suites")
                .batchInterval(Durations.milliseconds(500))
                .conf("shaduf.checkpoint.dir", temp.resolve("checkpoint").toString())
                .build();
        ssc.stream(KafkaSource.strings(topics.bootstrap())
                        .subscribe(in)
                        .startingOffsets("earliest")
                        .build())
                .map(KafkaOnClusterIT::failingOnce)
                .sinkTo(KafkaSink.<String, String>of(topics.bootstrap(), out, text -> text, StringSerializer::new)
                        .key(text -> text.substring(0, text.indexOf(' ')), StringSerializer::new)
                        .build());
        return ssc;
    }

    /** Makes a task fail in the middle, while others of its batch have committed: each JVM does so once. */
    private static String failingOnce(String text) {
        if (SEEN.incrementAndGet() == RECORDS / 2) {
            throw new IllegalStateException("once");
        }
        return text;
    }

    private void send() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String key = "key-" + partition;
            List<String> records = IntStream.range(sent.size(), sent.size() + RECORDS)
                    .mapToObj(number -> String.format("%s %05d", key, number))
                    .toList();
            sent.addAll(records);
            topics.append(in, partition, records);
        }
    }

    private List<String> ofKey(String key) {
        return topics.read(out).stream()
                .filter(record -> key.equals(record.key()))
                .map(ConsumerRecord::value)
                .toList();
    }
}
