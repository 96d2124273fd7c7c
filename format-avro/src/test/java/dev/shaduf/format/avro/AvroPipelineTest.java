// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.source.kafka.KafkaSourceBuilder;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Avro values through a real broker. */
class AvroPipelineTest {
    private static final Duration PATIENCE = Durations.seconds(60);

    private final SharedKafka broker = SharedKafka.get();
    private final KafkaTopics topics = broker.topics();
    private final String topic = "avro-" + UUID.randomUUID();
    private RegistryServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = RegistryServer.start();
        topics.create(topic, 1);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /** A value. */
    public record Line(String item, long count, Optional<String> note) {}

    @Test
    void shouldMakeDeadLettersOfValuesThatAreNoAvro() throws Exception {
        append(avro("cup", 1), "no avro".getBytes(), avro("pot", 2));
        CollectingSink<Line> lines = new CollectingSink<>("lines");
        CollectingSink<DeadLetter> letters = new CollectingSink<>("letters");
        try (StreamingContext ssc = context("5")) {
            ssc.stream(source().rejectMalformed().build()).deadLetters(letters).sinkTo(lines);
            ssc.start();

            lines.awaitRecords(2, PATIENCE);
            letters.awaitRecords(1, PATIENCE);
        }

        assertThat(lines.records())
                .containsExactly(new Line("cup", 1, Optional.empty()), new Line("pot", 2, Optional.empty()));
        assertThat(letters.records().get(0).toString()).contains("no id of a schema", topic);
    }

    @Test
    void shouldFailTheBatchAndMakeNoLettersWhileTheRegistryIsAway() throws Exception {
        append(avro("cup", 1));
        registry.breakWith(503);
        int asked = registry.requests().size();
        CollectingSink<Line> lines = new CollectingSink<>("lines");
        CollectingSink<DeadLetter> letters = new CollectingSink<>("letters");
        try (StreamingContext ssc = context("1000")) {
            ssc.stream(source().rejectMalformed().build()).deadLetters(letters).sinkTo(lines);
            ssc.start();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> registry.requests().size() > asked);
            registry.breakWith(0);

            lines.awaitRecords(1, PATIENCE);
        }

        assertThat(letters.records()).isEmpty();
    }

    @Test
    void shouldReadAndWriteByOptions() throws Exception {
        append(avro("cup", 1));
        String out = topics.create(topic + "-out", 1);
        try (StreamingContext ssc = context("5")) {
            Map<String, String> reading = new HashMap<>(options());
            reading.putAll(Map.of("subscribe", topic, "startingOffsets", "earliest", "value.deserializer", "avro"));
            Map<String, String> writing = new HashMap<>(options());
            writing.putAll(Map.of("topic", out, "value.serializer", "avro"));
            ssc.stream("kafka", reading, Line.class)
                    .map(line -> new Line(line.item(), line.count() + 1, Optional.of("seen")))
                    .sinkTo("kafka", writing);
            ssc.start();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> !topics.values(out).isEmpty());
        }

        CollectingSink<Line> written = new CollectingSink<>("written");
        try (StreamingContext ssc = context("5")) {
            ssc.stream(KafkaSource.of(broker.bootstrap(), StringDeserializer::new, format().deserializer())
                            .subscribe(out)
                            .startingOffsets("earliest")
                            .build())
                    .sinkTo(written);
            ssc.start();
            written.awaitRecords(1, PATIENCE);
        }
        assertThat(written.records()).containsExactly(new Line("cup", 2, Optional.of("seen")));
        assertThat(registry.requests()).contains("POST /subjects/" + out + "-value/versions");
    }

    @Test
    void shouldRefuseSettingsThatMakeNoFormat() throws Exception {
        AvroDeserializer<Object> deserializer = new AvroDeserializer<>();
        assertThatThrownBy(() -> deserializer.configure(Map.of(), false)).hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> deserializer.configure(
                        Map.of("schema.registry.url", registry.url(), "avro.value.type", "no.such.Type"), false))
                .isInstanceOf(org.apache.kafka.common.config.ConfigException.class)
                .hasMessageContaining("avro.value.type")
                .hasMessageContaining("no class on the class path");
        assertThatThrownBy(() -> new StreamingContext("local", "x", Durations.seconds(1))
                        .stream("kafka", Map.of("value.deserializer", "avr"), Line.class))
                .isInstanceOf(ConfigurationException.class);
    }

    private Map<String, String> options() {
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrap(),
                "kafka.schema.registry.url", registry.url(),
                "kafka.avro.value.type", Line.class.getName());
    }

    private KafkaSourceBuilder<String, Line, Line> source() {
        return KafkaSource.of(broker.bootstrap(), StringDeserializer::new, format().deserializer())
                .subscribe(topic)
                .startingOffsets("earliest");
    }

    private AvroFormat<Line> format() {
        return AvroFormat.records(SchemaRegistry.at(registry.url()), Line.class);
    }

    private byte[] avro(String item, long count) throws Exception {
        return AvroFormatTest.serializer(format()).serialize(topic, new Line(item, count, Optional.empty()));
    }

    private void append(byte[]... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : List.of(values)) {
                producer.send(new ProducerRecord<>(topic, 0, null, value)).get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static StreamingContext context(String attempts) {
        StreamingConf conf = new StreamingConf()
                .setMaster("local[2]")
                .setAppName("avro-" + UUID.randomUUID())
                .set("shaduf.batch.attempts", attempts)
                .set("shaduf.batch.backoff", "20ms");
        return new StreamingContext(conf, Durations.milliseconds(50));
    }
}
