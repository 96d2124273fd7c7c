// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.Options;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.source.kafka.StubContext;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of several brokers answers is chance, and one of them may be behind. */
class LateBrokerTest {
    private static final int FOR_LONG = 1_000;

    private final SharedKafka broker = SharedKafka.get();
    private final KafkaTopics topics = broker.topics();
    private final String topic = "late-" + UUID.randomUUID();
    private final StubContext context = new StubContext();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    private final LateBroker late = new LateBroker(admin);

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void shouldStartThoughABrokerHasNotHeardOfItsTopicYet() throws Exception {
        write(3);
        late.answers(2);

        try (KafkaPlanner planner = open("subscribe", topic)) {
            assertThat(plan(planner, ReadLimit.NONE).records()).isEqualTo(3);
        }
    }

    @Test
    void shouldBeginAtTheOffsetsGivenThoughABrokerHasNotHeardOfTheirTopicYet() throws Exception {
        write(3);
        late.answers(1);

        try (KafkaPlanner planner = open("subscribePattern", topic, "startingOffsets", topic + "-0=2")) {
            assertThat(plan(planner, ReadLimit.NONE).records()).isEqualTo(1);
        }
    }

    @Test
    void shouldGoOnWhereItWasThoughABrokerHasNotHeardOfItsTopicYet() throws Exception {
        KafkaRange last = readTwoOf(5);
        late.answers(1);

        try (KafkaPlanner planner = open("subscribePattern", topic)) {
            planner.restore(last);

            assertThat(plan(planner, ReadLimit.NONE).partitions().get(0).from()).isEqualTo(2);
            assertThat(context.errors).isEmpty();
        }
    }

    @Test
    void shouldGoOnWhereItWasWithATopicThatIsToBeSeenAgainOnlyAfterTheStart() throws Exception {
        KafkaRange last = readTwoOf(5);
        late.answers(FOR_LONG);

        try (KafkaPlanner planner = open("subscribePattern", topic)) {
            planner.restore(last);
            late.answers(0);

            assertThat(plan(planner, ReadLimit.NONE).partitions().get(0).from()).isEqualTo(2);
            assertThat(context.errors).anySatisfy(error -> assertThat(error).contains("is not there any more"));
        }
    }

    @Test
    void shouldNotTakeATopicForDeletedBecauseOneBrokerHasNotHeardOfIt() throws Exception {
        write(3);
        try (KafkaPlanner planner = open("subscribe", topic)) {
            plan(planner, ReadLimit.NONE);
            late.answers(1);
            for (int i = 0; i < 20; i++) {
                pass(planner, ReadLimit.NONE);
            }
            topics.append(topic, 0, List.of("more"));

            assertThat(plan(planner, ReadLimit.NONE).partitions().get(0).from()).isEqualTo(3);
            assertThat(context.errors).isEmpty();
        }
    }

    private KafkaRange readTwoOf(int records) throws Exception {
        write(records);
        try (KafkaPlanner planner = open("subscribePattern", topic)) {
            return plan(planner, ReadLimit.records(2));
        }
    }

    private void write(int records) {
        topics.create(topic, 1);
        topics.append(topic, 0, java.util.Collections.nCopies(records, "x"));
    }

    private KafkaPlanner open(String... options) throws Exception {
        Map<String, String> all = new java.util.TreeMap<>(
                Map.of("kafka.bootstrap.servers", broker.bootstrap(), "startingOffsets", "earliest"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        Plan plan = Plans.of(Options.check("source 'kafka'", all, KafkaSettings.all()));
        return KafkaPlanner.open(
                plan, context, new AdminCalls(late.admin(), broker.bootstrap(), Durations.seconds(30)));
    }

    private KafkaRange plan(KafkaPlanner planner, ReadLimit limit) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            Optional<KafkaRange> range = pass(planner, limit);
            if (range.isPresent()) {
                return range.get();
            }
        }
        throw new AssertionError("no range was planned");
    }

    private Optional<KafkaRange> pass(KafkaPlanner planner, ReadLimit limit) throws Exception {
        Optional<KafkaRange> range = planner.plan(limit);
        context.clock.advance(Durations.seconds(1));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        return range;
    }
}
