// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines, without their newlines, to the partitions of a topic in turn, and announces {@code FED records=… atMicros=…}.
 *
 * <p>Options: {@code bootstrap}, {@code topic}, {@code file} (lines), {@code passes} (how often the file is sent), and, for a
 * fixed rate, {@code rate} (records per second) and {@code seconds}. At a fixed rate each record begins with the time at which
 * it was due, as {@link PacedFeed} has it, and leaves at once.
 */
public final class TopicFiller {

    private static final Set<String> OPTIONS = Set.of("bootstrap", "topic", "file", "passes", "rate", "seconds");
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int PACED_TEXTS = 10_000;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long sent;

    private TopicFiller(String topic, KafkaProducer<byte[], byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
        this.partitions = producer.partitionsFor(topic).size();
    }

    /**
     * Sends and announces.
     *
     * @param args the options
     * @throws IOException if the file cannot be read or a record cannot be sent
     */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(OPTIONS, args);
        Path file = Path.of(arguments.text("file"));
        try (KafkaProducer<byte[], byte[]> producer = producer(arguments)) {
            TopicFiller filler = new TopicFiller(arguments.text("topic"), producer);
            if (arguments.has("rate")) {
                filler.pace(texts(file), arguments.number("rate"), arguments.number("seconds"));
            } else {
                filler.fill(file, arguments.integer("passes", 1));
            }
            producer.flush();
            filler.check();
            Announcement.of(Kind.FED)
                    .with("records", filler.sent)
                    .with(Announcement.AT, EpochMicros.now())
                    .announce();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Arguments arguments) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.text("bootstrap"));
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
        boolean paced = arguments.has("rate");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, paced ? "0" : "20");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, paced ? "16384" : "262144");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "134217728");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<String> texts(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            return lines.limit(PACED_TEXTS).toList();
        }
    }

    private void fill(Path file, int passes) throws IOException {
        for (int pass = 0; pass < passes; pass++) {
            try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    send(line);
                }
            }
        }
    }

    private void pace(List<String> texts, long rate, long seconds) throws IOException {
        long start = EpochMicros.now();
        for (long record = 0; record < rate * seconds; record++) {
            long due = start + Math.round(record * MICROS_PER_SECOND / rate);
            while (EpochMicros.now() < due) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            send(due + " " + texts.get((int) (record % texts.size())));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    private void send(String line) throws IOException {
        int partition = (int) (sent % partitions);
        producer.send(new ProducerRecord<>(topic, partition, null, line.getBytes(UTF_8)), (metadata, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
        sent++;
        check();
    }

    private void check() throws IOException {
        Exception problem = failure.get();
        if (problem != null) {
            throw new IOException("a record could not be sent to " + topic, problem);
        }
    }
}
