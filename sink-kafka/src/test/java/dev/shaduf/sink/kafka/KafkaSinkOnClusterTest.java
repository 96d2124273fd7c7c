// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transaction per partition, written by several JVMs: each session here stands for one. */
class KafkaSinkOnClusterTest {
    private final SharedKafka broker = SharedKafka.get();
    private final KafkaTopics topics = broker.topics();
    private final String topic = topics.create("cluster-" + UUID.randomUUID(), 1);
    private final UUID stream = UUID.randomUUID();
    private final List<SinkSession<Object>> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (SinkSession<Object> session : open) {
            session.close();
        }
    }

    @Test
    void shouldBeTheSinkForEnginesWithManyJvms() {
        Sink<Object> sink = local();

        assertThat(sink.oneJvm()).isTrue();
        assertThat(sink.distributed().oneJvm()).isFalse();
        assertThat(sink.distributed().commitMode()).isEqualTo(CommitMode.PER_PARTITION);
    }

    @Test
    void shouldWriteAPartitionOnceWhenTwoExecutorsHaveAttemptsOfIt() throws Exception {
        SinkSession<Object> driver = driver(local().distributed(), 1);
        SinkSession<Object> one = executor(1);
        SinkSession<Object> other = executor(1);
        for (int number = 1; number <= 4; number++) {
            driver.begin(batch(number), 1);
            prepare(number % 2 == 0 ? one : other, number, 0, 0, "of batch " + number);
            Serializable commit = prepare(number % 2 == 0 ? other : one, number, 0, 1, "of batch " + number);
            driver.commit(batch(number), List.of(commit));
        }

        assertThat(topics.values(topic)).containsExactly("of batch 1", "of batch 2", "of batch 3", "of batch 4");
    }

    @Test
    void shouldWriteOnlyWhatIsMissingOfABatchThatWasInFlight() throws Exception {
        driver(local().distributed(), 1).begin(batch(1), 2);
        prepare(executor(1), 1, 1, 0, "b");

        SinkSession<Object> driver = driver(local().distributed(), 2);
        SinkSession<Object> executor = executor(2);
        assertThat(driver.recover(batch(1))).isEqualTo(Recovery.NOT_COMMITTED);
        driver.begin(batch(1), 2);
        driver.commit(batch(1), List.of(prepare(executor, 1, 0, 0, "a"), prepare(executor, 1, 1, 0, "b")));

        assertThat(topics.values(topic)).containsExactly("b", "a");
        assertThat(driver.recover(batch(1))).isEqualTo(Recovery.COMMITTED);
    }

    @Test
    void shouldNotLetAnExecutorOfAnEarlierRunWriteLate() throws Exception {
        driver(local().distributed(), 1).begin(batch(1), 3);
        SinkSession<Object> late = executor(1);
        SinkWriter<Object> writer = late.writer(batch(1), 2, 0);
        writer.write("late");
        driver(local().distributed(), 2);

        assertThatThrownBy(writer::prepare).hasMessageContaining("taken over by a later run");
        writer.abort();

        assertThat(topics.values(topic)).isEmpty();
    }

    @Test
    void shouldGoOnLocallyWithWhatAClusterBegan() throws Exception {
        driver(local().distributed(), 1).begin(batch(1), 2);
        prepare(executor(1), 1, 0, 0, "a");

        SinkSession<Object> home = driver(local(), 2);
        home.begin(batch(1), 2);
        home.commit(batch(1), List.of(prepare(home, 1, 0, 0, "a"), prepare(home, 1, 1, 0, "b")));
        home.begin(batch(2), 2);
        home.commit(batch(2), List.of(prepare(home, 2, 0, 0, "c"), prepare(home, 2, 1, 0, "d")));

        assertThat(topics.values(topic)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldCostNoTransactionForAnEmptyBatch() throws Exception {
        SinkSession<Object> driver = driver(local().distributed(), 1);
        SinkSession<Object> executor = executor(1);
        driver.begin(batch(1), 1);
        driver.commit(batch(1), List.of(prepare(executor, 1, 0, 0, "a")));

        driver.begin(batch(2), 1);
        driver.commit(batch(2), List.of(executor.writer(batch(2), 0, 0).prepare()));

        assertThat(mark("")).isEqualTo(1);
        assertThat(mark("-0")).isEqualTo(1);
        assertThat(driver.recover(batch(2))).isEqualTo(Recovery.COMMITTED);
    }

    private long mark(String partition) {
        topics.read(topic); // waits for what is on its way
        return topics.committed("shaduf-" + stream + "-output" + partition)
                .values()
                .iterator()
                .next();
    }

    @Test
    void shouldNotGuessWhenTheMarkHasExpired() throws Exception {
        SinkSession<Object> driver = driver(local().distributed(), 7);
        assertThat(driver.recover(batch(41))).isEqualTo(Recovery.UNKNOWN);
        driver.begin(batch(42), 1);
        prepare(executor(7), 42, 0, 0, "of a run that dies");

        SinkSession<Object> next = driver(local().distributed(), 8);
        assertThat(next.recover(batch(41))).isEqualTo(Recovery.COMMITTED);
        assertThat(next.recover(batch(42))).isEqualTo(Recovery.NOT_COMMITTED);
    }

    private Sink<Object> local() {
        return KafkaSink.strings(broker.bootstrap(), topic).build();
    }

    private SinkSession<Object> driver(Sink<Object> sink, long epoch) throws Exception {
        SinkSession<Object> session = open(sink, epoch);
        session.takeOver();
        return session;
    }

    private SinkSession<Object> executor(long epoch) throws Exception {
        return open(local().distributed(), epoch);
    }

    private SinkSession<Object> open(Sink<Object> sink, long epoch) throws Exception {
        SinkSession<Object> session = sink.open(new SinkContext(stream, "output", epoch, new ManualClock()));
        open.add(session);
        return session;
    }

    private Serializable prepare(SinkSession<Object> session, long number, int partition, int attempt, String record)
            throws Exception {
        SinkWriter<Object> writer = session.writer(batch(number), partition, attempt);
        writer.write(record);
        return writer.prepare();
    }

    private SinkBatch batch(long number) {
        return new SinkBatch(new BatchId(stream, number), new Time(1_000 * number));
    }
}
