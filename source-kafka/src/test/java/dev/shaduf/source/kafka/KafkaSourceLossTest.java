// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Records, partitions and topics that are not what they were. */
class KafkaSourceLossTest extends TopicTest {
    private static final int TOO_MUCH = 6_000;

    @Test
    void shouldNameWhatIsLostWhenRecordsWereDeleted() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        KafkaRange range = planned(4);
        deleteBefore(7);

        try (Run<String> run = Run.of(earliest().build())) {
            run.planner.restore(range);

            assertThatThrownBy(() -> run.plan(ReadLimit.NONE))
                    .hasMessageContaining(topic + "-0 was to be read from offset 4, but has offsets 7 to 10")
                    .hasMessageContaining("failOnDataLoss=false");
            assertThatThrownBy(() -> run.read(range)).hasMessageContaining(topic + "-0");
        }
    }

    @Test
    void shouldGoOnBehindWhatIsLostWhenTold() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        KafkaRange range = planned(4);
        deleteBefore(7);

        try (Run<String> run = Run.of(earliest().failOnDataLoss(false).build())) {
            run.planner.restore(range);

            assertThat(run.take(3)).isEqualTo(numbers(7, 3));
            assertThat(run.context.counters).containsEntry("lost-offsets", 3L);
            assertThat(run.read(range)).isEmpty();
            assertThat(run.context.errors)
                    .anySatisfy(error -> assertThat(error).contains("offset 0 of the range " + topic + "-0: 0 to 4"));
        }
    }

    @Test
    void shouldRefuseATopicThatWasMadeAgainWhenItGoesOn() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        KafkaRange range = planned(4);
        recreate();

        try (Run<String> run = Run.of(earliest().build())) {
            assertThatThrownBy(() -> run.planner.restore(range))
                    .hasMessageContaining("'" + topic + "' was deleted and made again");
            assertThatThrownBy(() -> run.read(range)).hasMessageContaining("was deleted and made again");
        }
    }

    @Test
    void shouldNoticeThatATopicWasMadeAgainWhileItIsRead() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));

        try (Run<String> run =
                Run.of(earliest().discoveryInterval(Durations.seconds(1)).build())) {
            run.take(10);
            recreate();
            run.context.clock.advance(Durations.seconds(2));

            assertThatThrownBy(run::planLater).hasMessageContaining("failOnDataLoss=false");
        }
    }

    @Test
    void shouldReadATopicThatWasMadeAgainFromItsBeginningWhenLossesAreAllowed() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));

        try (Run<String> run = Run.of(earliest()
                .failOnDataLoss(false)
                .discoveryInterval(Durations.seconds(1))
                .build())) {
            run.take(10);
            recreate();
            topics.append(topic, 0, List.of("new"));
            run.context.clock.advance(Durations.seconds(2));

            assertThat(run.read(run.planLater())).containsExactly("new");
            assertThat(run.context.errors).anySatisfy(error -> assertThat(error).contains("made again"));
        }
    }

    @Test
    void shouldReportDeletedTopics() throws Exception {
        topics.create(topic, 1);
        try (Run<String> run =
                Run.of(earliest().discoveryInterval(Durations.seconds(1)).build())) {
            topics.delete(topic);
            run.context.clock.advance(Durations.seconds(2));

            await().untilAsserted(() -> {
                run.planner.plan(ReadLimit.NONE);
                run.context.clock.advance(Durations.seconds(2));
                assertThat(run.context.errors)
                        .anySatisfy(error -> assertThat(error).contains(topic + "-0 was deleted"));
            });
        }
    }

    @Test
    void shouldNameWhatRetentionTakesWhileItIsRead() throws Exception {
        appendTooMuch();
        try (Run<String> run = Run.of(slow(earliest()).build())) {
            run.read(run.plan(ReadLimit.records(1)));
            retainLittle();

            assertThatThrownBy(() -> run.take(TOO_MUCH))
                    .hasMessageContaining(topic + "-0")
                    .hasMessageContaining("failOnDataLoss=false");
        }
    }

    @Test
    void shouldGoOnBehindWhatRetentionTakesWhileItIsRead() throws Exception {
        appendTooMuch();
        try (Run<String> run = Run.of(slow(earliest()).failOnDataLoss(false).build())) {
            List<String> read = new ArrayList<>(run.read(run.plan(ReadLimit.records(1))));
            retainLittle();
            while (!read.get(read.size() - 1).startsWith(TOO_MUCH - 1 + " ")) {
                read.addAll(run.take(1));
            }

            assertThat(read).hasSizeLessThan(TOO_MUCH).doesNotHaveDuplicates();
            assertThat(run.context.counters.get("lost-offsets")).isPositive();
            assertThat(run.context.errors).anySatisfy(error -> assertThat(error).contains(topic + "-0"));
        }
    }

    /** Fetches no more than it must, so that most of the topic is still to be fetched. */
    private static KafkaSourceBuilder<String, String, String> slow(KafkaSourceBuilder<String, String, String> builder) {
        return builder.prefetchBytes(1).kafka("max.poll.records", "50").kafka("max.partition.fetch.bytes", "60000");
    }

    private void appendTooMuch() {
        topics.create(topic, 1, Map.of("segment.bytes", "1048576"));
        topics.append(
                topic,
                0,
                IntStream.range(0, TOO_MUCH)
                        .mapToObj(i -> i + " " + "x".repeat(1_000))
                        .toList());
    }

    private void retainLittle() {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp little =
                new AlterConfigOp(new ConfigEntry("retention.bytes", "1048576"), AlterConfigOp.OpType.SET);
        topics.admin(admin ->
                admin.incrementalAlterConfigs(Map.of(resource, List.of(little))).all());
        TopicPartition partition = new TopicPartition(topic, 0);
        AtomicLong begin = new AtomicLong();
        await().atMost(60, TimeUnit.SECONDS).until(() -> {
            topics.admin(admin -> admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .thenApply(found -> {
                        begin.set(found.offset());
                        return found;
                    }));
            return begin.get() > TOO_MUCH / 2;
        });
    }

    private KafkaRange planned(long records) throws Exception {
        try (Run<String> run = Run.of(earliest().build())) {
            return run.plan(ReadLimit.records(records));
        }
    }

    private void deleteBefore(long offset) {
        topics.admin(
                admin -> admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                        .all());
    }

    private void recreate() {
        topics.delete(topic);
        await().ignoreExceptions().until(() -> {
            topics.create(topic, 1);
            return true;
        });
    }
}
