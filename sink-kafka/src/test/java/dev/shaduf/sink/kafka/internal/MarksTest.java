// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarksTest {
    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String topic = topics.create("marks-" + UUID.randomUUID(), 1);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", topics.bootstrap()));
    private final Marks marks = marks("500");
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap(), "transactional.id", topic),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private Marks marks(String connectTimeout) {
        return new Marks(
                SinkPlans.of(Options.check(
                        "sink 'kafka'",
                        Map.of(
                                "kafka.bootstrap.servers",
                                topics.bootstrap(),
                                "topic",
                                topic,
                                "connectTimeout",
                                connectTimeout),
                        SinkSettings.all())),
                topic,
                List.of(topic),
                admin);
    }

    @BeforeEach
    void begin() {
        producer.initTransactions();
    }

    @AfterEach
    void close() {
        producer.close();
        admin.close();
    }

    private void open(long batch) {
        producer.beginTransaction();
        marks.add(producer, new Mark(batch, 1));
    }

    @Test
    void shouldFindNoMarkWhereNothingWasWritten() throws Exception {
        assertThat(marks.read()).isEmpty();
    }

    @Test
    void shouldWaitForATransactionThatIsBeingEndedRatherThanFindNoMark() throws Exception {
        open(1);
        producer.commitTransaction();
        open(2);

        CompletableFuture<Void> end = CompletableFuture.runAsync(
                producer::commitTransaction, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        assertThat(marks("60000").read()).contains(new Mark(2, 1));
        end.join();
    }

    @Test
    void shouldFailWhenTheTransactionDoesNotEnd() {
        open(1);

        assertThatThrownBy(marks::read)
                .hasMessageContaining("the transaction that has written it does not end")
                .hasMessageContaining(topic);
        producer.abortTransaction();
    }

    @Test
    void shouldGlanceAtTheMarkBeforeATransactionThatDoesNotEnd() throws Exception {
        open(1);
        producer.commitTransaction();
        open(2);

        assertThat(marks.glance()).contains(new Mark(1, 1));
        producer.abortTransaction();
    }
}
