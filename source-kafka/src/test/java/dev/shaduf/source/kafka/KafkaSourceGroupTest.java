// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** The consumer group that is told how far the stream is. */
class KafkaSourceGroupTest extends TopicTest {
    @Test
    void shouldTellTheGroupWhatIsProcessed() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        String group = "group-" + topic;

        try (Run<String> run = Run.of(earliest().groupId(group).build())) {
            KafkaRange range = run.plan(ReadLimit.records(4));
            run.planner.committed(range);
            await().untilAsserted(() -> assertThat(committed(group)).isEqualTo(4));
            run.planner.committed(run.plan(ReadLimit.records(3)));
            assertThat(committed(group)).as("within a second").isEqualTo(4);
        }

        assertThat(committed(group)).isEqualTo(7);
    }

    @Test
    void shouldRefuseAGroupWithCommitsOfSomebodyElse() throws Exception {
        topics.create(topic, 1);
        String group = "foreign-" + topic;
        topics.admin(admin -> admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                .all());

        assertThatThrownBy(() -> Run.of(earliest().groupId(group).build()))
                .hasMessageContaining(group)
                .hasMessageContaining("group.id of its own");
    }

    @Test
    void shouldRefuseAGroupWithLiveMembers() throws Exception {
        topics.create(topic, 1);
        String group = "live-" + topic;
        try (KafkaConsumer<String, String> member = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "group.id", group, "client.id", "neighbour"),
                new StringDeserializer(),
                new StringDeserializer())) {
            member.subscribe(List.of(topic));
            await().until(() -> {
                member.poll(java.time.Duration.ofMillis(100));
                return !member.assignment().isEmpty();
            });

            assertThatThrownBy(() -> Run.of(earliest().groupId(group).build()))
                    .hasMessageContaining("group '" + group + "' has live members [neighbour@")
                    .hasMessageContaining("group.id of its own");
        }
    }

    @Test
    void shouldGoOnWithAGroupOfItsOwn() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        KafkaSource<String> source = earliest().groupId("own-" + topic).build();
        KafkaRange range;
        try (Run<String> run = Run.of(source)) {
            range = run.plan(ReadLimit.records(4));
            run.planner.committed(range);
        }

        try (Run<String> again = Run.of(source)) {
            again.planner.restore(range);

            assertThat(again.take(6)).isEqualTo(numbers(4, 6));
        }
    }

    @Test
    void shouldTellTheGroupWhenItStopsWhatCouldNotBeToldBefore() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        String group = "disturbed-" + topic;

        try (Run<String> run = Run.of(earliest().groupId(group).build())) {
            KafkaRange range = run.plan(ReadLimit.records(4));
            try (KafkaConsumer<String, String> member = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker.bootstrap(), "group.id", group, "enable.auto.commit", "false"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                member.subscribe(List.of(topic));
                await().until(() -> {
                    member.poll(java.time.Duration.ofMillis(100));
                    return !member.assignment().isEmpty();
                });
                run.planner.committed(range);
                await().untilAsserted(() -> {
                    run.context.clock.advance(Durations.milliseconds(100));
                    run.planner.plan(ReadLimit.records(1));
                    assertThat(run.context.errors)
                            .anySatisfy(error -> assertThat(error).contains("could not be committed"));
                });
            }
        }

        assertThat(committed(group)).isEqualTo(4);
    }

    @Test
    void shouldBeNoMemberOfItsGroup() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        String group = "alone-" + topic;
        try (Run<String> run = Run.of(earliest().groupId(group).build())) {
            run.planner.committed(run.plan(ReadLimit.records(4)));
            await().untilAsserted(() -> assertThat(committed(group)).isEqualTo(4));

            topics.admin(admin -> admin.describeConsumerGroups(List.of(group))
                    .all()
                    .thenApply(found -> {
                        assertThat(found.get(group).members()).isEmpty();
                        return found;
                    }));
        }
    }
}
