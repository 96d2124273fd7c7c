// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand.kafka;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.BatchRow;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import dev.shaduf.benchmarks.protocol.LatencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Notes how long each record took from its intended send time to the return of {@code poll}, without batches, groups or a
 * shuffle: what broker, producer and consumer take on this machine before a framework has begun.
 */
public final class Latency {

    private static final Duration POLL = Duration.ofMillis(100);

    private Latency() {}

    /**
     * Reads as many records as will come.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        LatencyLog log = new LatencyLog(arguments.number("warmup"));
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                KafkaClients.consumer(arguments.text("bootstrap")),
                new StringDeserializer(),
                new StringDeserializer())) {
            KafkaClients.assignAll(consumer, arguments.text("topic"));
            Announcement.of(Kind.CONNECTED)
                    .with(Announcement.AT, EpochMicros.now())
                    .announce();
            while (log.records() < arguments.number("lines")) {
                note(consumer.poll(POLL), EpochMicros.now(), log);
            }
        }
        log.write(Path.of(arguments.text("report")));
        Announcement result =
                Announcement.of(Kind.RESULT).with("lines", log.records()).with(Announcement.AT, EpochMicros.now());
        log.describe(result).announceAndAwaitRelease();
    }

    /** A poll stands for a batch. */
    private static void note(ConsumerRecords<String, String> records, long now, LatencyLog log) {
        for (ConsumerRecord<String, String> record : records) {
            log.record(LatencyLog.intendedMicros(record.value()), now);
        }
        if (!records.isEmpty()) {
            log.batch(new BatchRow(TimeUnit.MICROSECONDS.toMillis(now), records.count(), 0, EpochMicros.now() - now));
        }
    }
}
