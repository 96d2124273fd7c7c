// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka in a process of its own, into which lines are sent at an even rate. */
final class EmbeddedKafka implements AutoCloseable {
    private static final int PARTITIONS = 2;
    private static final int LINES_PER_TURN = 100;

    private final KafkaBroker broker;
    private final DemoTopic topic;
    private @Nullable Thread sender;

    private EmbeddedKafka(KafkaBroker broker) {
        this.broker = broker;
        this.topic = new DemoTopic(
                broker.bootstrap(),
                broker.topics().create("access-log", PARTITIONS),
                Optional.of(broker.topics().create("totals", 1)));
    }

    static EmbeddedKafka start() throws IOException {
        return new EmbeddedKafka(KafkaBroker.start());
    }

    DemoTopic topic() {
        return topic;
    }

    /** Begins to send. */
    void send(List<String> lines, int linesPerSecond) {
        Thread started = new Thread(() -> run(lines, linesPerSecond), "demo-producer");
        started.setDaemon(true);
        started.start();
        sender = started;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a line that is lost makes the totals wrong, which is reported
    private void run(List<String> lines, int linesPerSecond) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topic.servers()), new StringSerializer(), new StringSerializer())) {
            long pause = TimeUnit.SECONDS.toNanos(LINES_PER_TURN) / linesPerSecond;
            long next = System.nanoTime();
            for (int i = 0; i < lines.size() && !Thread.currentThread().isInterrupted(); i++) {
                producer.send(new ProducerRecord<>(topic.topic(), lines.get(i)));
                if (i % LINES_PER_TURN == LINES_PER_TURN - 1) {
                    next += pause;
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
        }
    }

    /** Reads the last total of each status that was committed. */
    Map<Integer, Long> totals() {
        Map<Integer, Long> totals = new TreeMap<>();
        topic.totals()
                .ifPresent(to -> broker.topics()
                        .read(to)
                        .forEach(record -> totals.put(Integer.valueOf(record.key()), Long.valueOf(record.value()))));
        return totals;
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.interrupt();
        }
        broker.close();
    }
}
