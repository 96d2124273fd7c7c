// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.time.Durations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done from time to time, also when somebody sets the clock back by an hour. */
class KafkaSourceClockTest extends TopicTest {
    private static final long HOUR = 3_600_000;

    @Test
    void shouldReadNewPartitionsThoughTheClockWasSetBack() throws Exception {
        topics.create(topic, 1);
        try (Run<String> run =
                Run.of(strings().discoveryInterval(Durations.seconds(1)).build())) {
            setBack(run);
            topics.partitions(topic, 2);
            topics.append(topic, 1, List.of("early"));
            run.context.clock.advance(Durations.seconds(2));

            assertThat(run.read(run.planLater())).containsExactly("early");
        }
    }

    @Test
    void shouldTellTheGroupAgainAfterASecondThoughTheClockWasSetBack() throws Exception {
        topics.create(topic, 1);
        topics.append(topic, 0, numbers(0, 10));
        String group = "set-back-" + topic;

        try (Run<String> run = Run.of(earliest().groupId(group).build())) {
            run.planner.committed(run.plan(ReadLimit.records(4)));
            await().untilAsserted(() -> assertThat(committed(group)).isEqualTo(4));
            setBack(run);
            KafkaRange next = run.plan(ReadLimit.records(3));
            run.context.clock.advance(Durations.seconds(1));
            run.planner.committed(next);

            await().untilAsserted(() -> {
                run.planner.plan(ReadLimit.records(0));
                assertThat(committed(group)).isEqualTo(7);
            });
        }
    }

    private static void setBack(Run<?> run) {
        run.context.clock.setTime(run.context.clock.currentTimeMillis() - HOUR);
    }
}
