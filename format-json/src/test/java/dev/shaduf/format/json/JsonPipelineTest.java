// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** JSON values through a real broker, by options. */
class JsonPipelineTest {
    /** A value. */
    public record Order(String item, int count) {}

    @Test
    void shouldReadAndWriteByOptionsAndMakeDeadLettersOfTheRest() throws Exception {
        SharedKafka broker = SharedKafka.get();
        KafkaTopics topics = broker.topics();
        String in = topics.create("json-" + UUID.randomUUID(), 1);
        String out = topics.create(in + "-out", 1);
        topics.append(in, 0, List.of("{\"item\":\"cup\",\"count\":3}", "{\"item\":", "{\"item\":\"pot\",\"count\":1}"));
        CollectingSink<DeadLetter> letters = new CollectingSink<>("letters");
        try (StreamingContext ssc = new StreamingContext("local[2]", in, Durations.milliseconds(50))) {
            Map<String, String> reading = Map.of(
                    "kafka.bootstrap.servers",
                    broker.bootstrap(),
                    "subscribe",
                    in,
                    "startingOffsets",
                    "earliest",
                    "value.deserializer",
                    "json",
                    "kafka.json.value.type",
                    Order.class.getName(),
                    "onDeserializationError",
                    "reject");
            ssc.stream("kafka", reading, Order.class)
                    .deadLetters(letters)
                    .map(order -> new Order(order.item(), 2 * order.count()))
                    .sinkTo(
                            "kafka",
                            Map.of(
                                    "kafka.bootstrap.servers",
                                    broker.bootstrap(),
                                    "topic",
                                    out,
                                    "value.serializer",
                                    "json"));
            ssc.start();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> topics.values(out).size() == 2);
            letters.awaitRecords(1, Durations.seconds(60));
        }

        assertThat(topics.values(out))
                .containsExactly("{\"item\":\"cup\",\"count\":6}", "{\"item\":\"pot\",\"count\":2}");
        assertThat(letters.records().get(0).toString()).contains("is no JSON of this type");
    }
}
