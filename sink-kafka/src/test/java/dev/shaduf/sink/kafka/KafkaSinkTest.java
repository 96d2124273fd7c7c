// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.function.Tuple2;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {
    private final SharedKafka broker = SharedKafka.get();
    private final KafkaTopics topics = broker.topics();
    private final String topic = "sink-" + UUID.randomUUID();
    private final UUID stream = UUID.randomUUID();
    private final ManualClock clock = new ManualClock();

    @Test
    void shouldWriteKeyValueTimeHeadersAndPartition() throws Exception {
        topics.create(topic, 3);
        KafkaSink<Tuple2<String, String>> sink = KafkaSink.<Tuple2<String, String>, String>of(
                        broker.bootstrap(), topic, Tuple2::_2, StringSerializer::new)
                .key(Tuple2::_1, StringSerializer::new)
                .partition(pair -> 2)
                .timestamp(pair -> 1_700_000_000_000L)
                .headers(pair -> Map.of("h", "x".getBytes(UTF_8)))
                .build();

        write(sink, 1, List.of(new Tuple2<>("k", "v")));

        ConsumerRecord<String, String> record = topics.read(topic).get(0);
        assertThat(record.key()).isEqualTo("k");
        assertThat(record.value()).isEqualTo("v");
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(record.headers().lastHeader("h").value()).isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void shouldChooseTheTopicByTheRecord() throws Exception {
        topics.create(topic, 1);
        topics.create(topic + "-other", 1);

        write(strings().topic(record -> topic + "-other").build(), 1, List.of("a"));

        assertThat(topics.values(topic + "-other")).containsExactly("a");
        assertThat(topics.values(topic)).isEmpty();
    }

    @Test
    void shouldWriteTombstones() throws Exception {
        topics.create(topic, 1);
        KafkaSink<String> sink = KafkaSink.<String, String>of(
                        broker.bootstrap(), topic, record -> null, StringSerializer::new)
                .key(record -> record, StringSerializer::new)
                .build();

        write(sink, 1, List.of("gone"));

        assertThat(topics.read(topic)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("gone");
            assertThat(record.value()).isNull();
        });
    }

    @Test
    void shouldKeepTheOrderOfPartitionsWhicheverIsDoneFirst() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().build(), 1)) {
            Serializable third = prepare(session, 1, 3, 0, List.of("3a", "3b"));
            Serializable second = prepare(session, 1, 2, 0, List.of());
            Serializable none = prepare(session, 1, 0, 0, List.of("0a", "0b"));
            Serializable first = prepare(session, 1, 1, 0, List.of("1a"));

            session.commit(batch(1), List.of(none, first, second, third));
        }

        assertThat(topics.values(topic)).containsExactly("0a", "0b", "1a", "3a", "3b");
        assertThat(topics.read(topic))
                .as("nothing was sent twice")
                .last()
                .extracting(ConsumerRecord::offset)
                .isEqualTo(4L);
    }

    @Test
    void shouldCostNoTransactionForAnEmptyBatch() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().build(), 1)) {
            session.commit(batch(1), List.of(prepare(session, 1, 0, List.of())));
            session.commit(batch(2), List.of(prepare(session, 2, 0, List.of("a"))));
            session.commit(batch(3), List.of());
        }

        assertThat(topics.read(topic))
                .singleElement()
                .extracting(ConsumerRecord::offset)
                .isEqualTo(0L);
    }

    @Test
    void shouldKeepItsMarkAliveThroughHoursOfEmptyBatches() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().build(), 1)) {
            session.commit(batch(1), List.of(prepare(session, 1, 0, List.of("a"))));
            session.commit(batch(2), List.of());
            assertThat(mark()).isEqualTo(1);

            clock.advance(Durations.minutes(120));
            session.commit(batch(3), List.of());
        }

        assertThat(mark()).isEqualTo(3);
        assertThat(topics.values(topic)).containsExactly("a");
    }

    private long mark() {
        topics.read(topic); // waits for what is on its way
        return topics.committed("shaduf-" + stream + "-output")
                .values()
                .iterator()
                .next();
    }

    @Test
    void shouldSayOfARecordThatIsTooLargeWhatToDo() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().build(), 1)) {
            SinkWriter<Object> writer = session.writer(batch(1), 0, 0);

            assertThatThrownBy(() -> writer.write("x".repeat(2 << 20)))
                    .hasMessageContaining("kafka(" + topic + ")")
                    .hasMessageContaining("2097152 bytes")
                    .hasMessageContaining("kafka.max.request.size");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    @Timeout(30)
    void shouldSayAtOnceThatTheBrokerRefusesARecordAndGoOn(String delivery) throws Exception {
        topics.create(topic, 1, Map.of("max.message.bytes", "1000"));
        try (SinkSession<Object> session = open(patient(delivery).build(), 1)) {
            Serializable commit = prepare(session, 1, 0, List.of("small", "x".repeat(5_000)));
            assertThatThrownBy(() -> session.commit(batch(1), List.of(commit)))
                    .hasMessageContaining("kafka(" + topic + ") cannot write batch 1")
                    .hasMessageContaining("larger than the max message size");

            session.commit(batch(1), List.of(prepare(session, 1, 1, List.of("again"))));
        }

        assertThat(topics.values(topic)).endsWith("again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    @Timeout(30)
    void shouldWriteMuchToATopicThatTakesLittleAtATime(String delivery) throws Exception {
        topics.create(topic, 1, Map.of("max.message.bytes", "10000"));
        List<String> much = Collections.nCopies(1_000, "x".repeat(100));
        try (SinkSession<Object> session = open(patient(delivery).build(), 1)) {
            session.commit(batch(1), List.of(prepare(session, 1, 0, much)));
        }

        assertThat(topics.values(topic)).isEqualTo(much);
    }

    /** Waits for longer than a test may take. */
    private KafkaSinkBuilder<Object> patient(String delivery) {
        KafkaSinkBuilder<Object> builder = strings().connectTimeout(Durations.minutes(1));
        return delivery.equals("at-least-once") ? builder.atLeastOnce() : builder;
    }

    @Test
    void shouldLimitWhatABatchHasInMemory() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().maxBatchBytes(10).build(), 1)) {
            SinkWriter<Object> writer = session.writer(batch(1), 0, 0);
            writer.write("123456");

            assertThatThrownBy(() -> writer.write("123456")).hasMessageContaining("maxBatchBytes=10");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void shouldHaveRoomForABatchHoweverOftenItIsTriedAgain(String delivery) throws Exception {
        topics.create(topic, 1);
        KafkaSinkBuilder<Object> builder = strings().maxBatchBytes(10);
        if (delivery.equals("at-least-once")) {
            builder.atLeastOnce();
        }
        try (SinkSession<Object> session = open(builder.build(), 1)) {
            for (int attempt = 0; attempt < 3; attempt++) {
                session.begin(batch(1), 2);
                prepare(session, 1, 0, attempt, List.of("123456"));
            }
            session.begin(batch(1), 2);
            Serializable last = prepare(session, 1, 0, 3, List.of("123456"));
            session.commit(batch(1), List.of(last, prepare(session, 1, 1, 3, List.of("1234"))));
        }

        assertThat(topics.values(topic)).containsExactly("123456", "1234");
    }

    @Test
    void shouldNotGuessWhenTheMarkHasExpired() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().build(), 7)) {
            assertThat(session.recover(batch(41))).isEqualTo(Recovery.UNKNOWN);
        }
        try (SinkSession<Object> session = open(strings().build(), 8)) {
            assertThat(session.recover(batch(41))).isEqualTo(Recovery.UNKNOWN);

            prepare(session, 42, 0, List.of("of a run that dies"));
        }
        try (SinkSession<Object> session = open(strings().build(), 9)) {
            assertThat(session.recover(batch(41))).isEqualTo(Recovery.COMMITTED);
            assertThat(session.recover(batch(42))).isEqualTo(Recovery.NOT_COMMITTED);
        }
    }

    @Test
    void shouldRefuseToOpenBehindALaterRun() throws Exception {
        topics.create(topic, 1);
        open(strings().build(), 1).close();
        try (SinkSession<Object> later = open(strings().build(), 2)) {
            assertThatThrownBy(() -> open(strings().build(), 1)).hasMessageContaining("taken over by a later run");

            later.commit(batch(1), List.of(prepare(later, 1, 0, List.of("a"))));
        }

        assertThat(topics.values(topic)).containsExactly("a");
    }

    @Test
    void shouldEndWhenALaterRunHasFencedIt() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> zombie = open(strings().build(), 1);
                SinkSession<Object> later = open(strings().build(), 2)) {
            assertThatThrownBy(() -> zombie.commit(batch(1), List.of(prepare(zombie, 1, 0, List.of("zombie")))))
                    .hasMessageContaining("taken over by a later run");

            later.commit(batch(1), List.of(prepare(later, 1, 0, List.of("later"))));
        }

        assertThat(topics.values(topic)).containsExactly("later");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldFenceAnEarlierRunWhicheverOfItsProducersHasItsTurn(int written) throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> zombie = open(strings().build(), 1)) {
            for (int number = 1; number <= written; number++) {
                zombie.commit(batch(number), List.of(prepare(zombie, number, 0, List.of("of run 1"))));
            }
            int next = written + 1;
            Serializable late = prepare(zombie, next, 0, List.of("zombie"));
            try (SinkSession<Object> later = open(strings().build(), 2)) {
                assertThatThrownBy(() -> zombie.commit(batch(next), List.of(late)))
                        .hasMessageContaining("taken over by a later run");

                later.commit(batch(next), List.of(prepare(later, next, 0, List.of("of run 2"))));
            }
        }

        assertThat(topics.values(topic))
                .hasSize(written + 1)
                .doesNotContain("zombie")
                .last()
                .isEqualTo("of run 2");
    }

    @Test
    void shouldBeginATransactionWhileTheOneBeforeIsBeingEnded() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session = open(strings().build(), 1)) {
            session.commit(batch(1), List.of(prepare(session, 1, 0, List.of("a"))));
            session.commit(batch(2), List.of(prepare(session, 2, 0, List.of("b"))));
        }

        assertThat(topics.values(topic)).containsExactly("a", "b");
        assertThat(transactionsCommitted()).hasSize(2);
    }

    /** Returns the producers whose last transaction was committed. */
    private List<Long> transactionsCommitted() {
        List<Long> producers = new ArrayList<>();
        topics.admin(admin -> admin.listTransactions(
                        new ListTransactionsOptions().filterStates(Set.of(TransactionState.COMPLETE_COMMIT)))
                .all()
                .thenApply(all -> {
                    all.stream()
                            .filter(each -> each.transactionalId().contains(stream.toString()))
                            .forEach(each -> producers.add(each.producerId()));
                    return all;
                }));
        return producers;
    }

    @Test
    void shouldNotLetACommitWaitForRecordsThatMayLinger() throws Exception {
        topics.create(topic, 1);
        KafkaSink<Object> lingering = strings()
                .kafka("linger.ms", "600000")
                .kafka("delivery.timeout.ms", "700000")
                .connectTimeout(Durations.seconds(30))
                .build();

        write(lingering, 1, List.of("a"));

        assertThat(topics.values(topic)).containsExactly("a");
    }

    @Test
    void shouldWriteABatchOnceWhenItsTransactionTimedOut() throws Exception {
        topics.create(topic, 1);
        try (SinkSession<Object> session =
                open(strings().transactionTimeout(Durations.milliseconds(1_000)).build(), 1)) {
            Serializable commit = prepare(session, 1, 0, List.of("a"));
            topics.awaitAborted(topic);

            session.commit(batch(1), List.of(commit));
        }

        assertThat(topics.values(topic)).containsExactly("a");
    }

    @Test
    void shouldRefuseATopicThatIsNotThere() {
        assertThatThrownBy(() ->
                        open(strings().connectTimeout(Durations.seconds(2)).build(), 1))
                .hasMessageContaining("sink kafka(" + topic + ") cannot find topic '" + topic + "' at Kafka '")
                .hasMessageContaining("Create it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void shouldSayWhatIsWrongWithAnAddress(String delivery) {
        KafkaSinkBuilder<Object> builder = KafkaSink.strings("127.0.0.1:99999", topic);

        assertThatThrownBy(() -> open((delivery.equals("exactly-once") ? builder : builder.atLeastOnce()).build(), 1))
                .hasMessageContaining("kafka(" + topic + ")")
                .hasMessageContaining("Invalid port in bootstrap.servers: 127.0.0.1:99999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    @Timeout(30)
    void shouldNotWaitForEachRecordOfATopicThatIsNotThere(String delivery) throws Exception {
        topics.create(topic, 1);
        KafkaSinkBuilder<Object> builder =
                strings().topic(record -> topic + "-missing").connectTimeout(Durations.seconds(2));
        if (delivery.equals("at-least-once")) {
            builder.atLeastOnce();
        }
        try (SinkSession<Object> session = open(builder.build(), 1)) {
            Serializable commit = prepare(session, 1, 0, Collections.nCopies(100, "a"));

            assertThatThrownBy(() -> session.commit(batch(1), List.of(commit)))
                    .hasMessageContaining("kafka(" + topic + ") cannot write batch 1")
                    .hasMessageContaining(topic + "-missing");
        }
    }

    @Test
    void shouldLeaveNoProducerBehindWhenItIsClosedByAThreadThatIsToEnd() throws Exception {
        topics.create(topic, 1);
        SinkSession<Object> session = open(strings().build(), 1);
        session.commit(batch(1), List.of(prepare(session, 1, 0, List.of("a"))));
        assertThat(producers()).hasSize(2);

        Thread.currentThread().interrupt();
        session.close();

        assertThat(Thread.interrupted()).as("the thread is still to end").isTrue();
        await().untilAsserted(() -> assertThat(producers()).isEmpty());
    }

    private List<String> producers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("kafka-producer") && name.contains(stream.toString()))
                .toList();
    }

    @Test
    @Timeout(30)
    void shouldSayWithinSecondsThatNobodyAnswers() {
        assertThatThrownBy(() -> open(
                        KafkaSink.strings("127.0.0.1:1", topic)
                                .connectTimeout(Durations.seconds(1))
                                .build(),
                        1))
                .hasMessageContaining("127.0.0.1:1");
    }

    private KafkaSinkBuilder<Object> strings() {
        return KafkaSink.strings(broker.bootstrap(), topic);
    }

    private <T> void write(Sink<T> sink, long number, List<? extends T> records) throws Exception {
        try (SinkSession<T> session = open(sink, 1)) {
            session.commit(batch(number), List.of(prepare(session, number, 0, records)));
        }
    }

    private <T> SinkSession<T> open(Sink<T> sink, long epoch) throws Exception {
        return sink.open(new SinkContext(stream, "output", epoch, clock));
    }

    private <T> Serializable prepare(SinkSession<T> session, long number, int attempt, List<? extends T> records)
            throws Exception {
        return prepare(session, number, 0, attempt, records);
    }

    private <T> Serializable prepare(
            SinkSession<T> session, long number, int partition, int attempt, List<? extends T> records)
            throws Exception {
        SinkWriter<T> writer = session.writer(batch(number), partition, attempt);
        for (T record : records) {
            writer.write(record);
        }
        return writer.prepare();
    }

    private SinkBatch batch(long number) {
        return new SinkBatch(new BatchId(stream, number), new Time(1_000 * number));
    }
}
