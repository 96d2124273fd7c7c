// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand.kafka;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes every line, changed, into another topic, exactly once: two threads, a consumer and a transactional producer each; every
 * 100 ms a thread commits what it sent together with its offsets.
 */
public final class Copy {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(KafkaClients.COMMIT_MILLIS);

    private Copy() {}

    /**
     * Copies the topic to its end and announces how many lines.
     *
     * @param args {@link Arguments#OF_CONTENDER}
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.parse(Arguments.OF_CONTENDER, args);
        long lines = TopicShare.readAll(arguments, share -> copy(share, arguments));
        Announcement.of(Kind.RESULT)
                .with("lines", lines)
                .with(Announcement.AT, EpochMicros.now())
                .announceAndAwaitRelease();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what could not be sent makes the commit fail
    private static long copy(TopicShare share, Arguments arguments) {
        String out = arguments.text("out");
        long lines = 0;
        try (KafkaProducer<String, String> producer = producer(arguments)) {
            producer.initTransactions();
            producer.beginTransaction();
            long commitAt = System.nanoTime() + INTERVAL_NANOS;
            while (share.hasMore()) {
                for (ConsumerRecord<String, String> record : share.poll()) {
                    producer.send(new ProducerRecord<>(out, KafkaClients.mapped(record.value())));
                    lines++;
                }
                if (System.nanoTime() - commitAt >= 0) {
                    commit(share, producer);
                    producer.beginTransaction();
                    commitAt += INTERVAL_NANOS;
                }
            }
            commit(share, producer);
        }
        return lines;
    }

    /** Commits; sending that failed makes it throw. */
    private static void commit(TopicShare share, KafkaProducer<String, String> producer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : share.consumer().assignment()) {
            offsets.put(partition, new OffsetAndMetadata(share.consumer().position(partition)));
        }
        producer.sendOffsetsToTransaction(offsets, share.consumer().groupMetadata());
        producer.commitTransaction();
    }

    private static KafkaProducer<String, String> producer(Arguments arguments) {
        Map<String, Object> settings = new HashMap<>(KafkaClients.writing());
        settings.put("bootstrap.servers", arguments.text("bootstrap"));
        settings.put(
                "transactional.id",
                "hand-" + arguments.text("out") + "-" + Thread.currentThread().getId());
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
