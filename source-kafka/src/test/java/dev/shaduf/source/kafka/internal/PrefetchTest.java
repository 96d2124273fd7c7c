// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import dev.shaduf.source.kafka.StubContext;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is fetched ahead, and what is not, from a Kafka that never answers. */
class PrefetchTest {
    private static final long MIB = 1 << 20;

    private final StubContext context = new StubContext();

    @Test
    void shouldDivideItsMemoryAgainWhenPartitionsJoinAndLeave() throws Exception {
        Prefetch prefetch = prefetch(plan("prefetchBytes", "12m"));
        try {
            prefetch.begin(Map.of(partition(0), new OffsetAndMetadata(0)));
            assertThat(capacity(prefetch)).isEqualTo(12 * MIB);

            IntStream.range(1, 4).forEach(i -> prefetch.join(partition(i), new OffsetAndMetadata(0)));
            assertThat(capacity(prefetch)).isEqualTo(3 * MIB);

            prefetch.leave(partition(3));
            assertThat(capacity(prefetch)).isEqualTo(4 * MIB);
        } finally {
            prefetch.close();
        }
    }

    @Test
    void shouldFetchLessAheadInASmallHeapUnlessToldOtherwise() {
        assertThat(Plans.ahead(0, 2048 * MIB)).isEqualTo(64 * MIB);
        assertThat(Plans.ahead(0, 128 * MIB)).isEqualTo(8 * MIB);
        assertThat(Plans.ahead(32 * MIB, 128 * MIB)).isEqualTo(32 * MIB);
    }

    @Test
    void shouldUseAllItsConsumersForPartitionsThatJoinLater() throws Exception {
        Prefetch prefetch = prefetch(plan("consumers", "2"));
        try {
            prefetch.begin(Map.of());
            IntStream.range(0, 4).forEach(i -> prefetch.join(partition(i), new OffsetAndMetadata(0)));

            assertThat(context.threadName("next")).as("after two of consumers").endsWith("-3");
        } finally {
            prefetch.close();
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void shouldWaitNoLongerThanItsTimeForWhatWasPlanned() throws Exception {
        Plan plan = plan("readTimeout", "1s", "failOnDataLoss", "false");
        Prefetch prefetch = prefetch(plan);
        KafkaSplit split = new KafkaSplit("orders", "", 0, 0, 5, -1, "read_committed");
        try {
            prefetch.begin(Map.of(partition(0), new OffsetAndMetadata(0)));
            prefetch.cut(split);

            try (KafkaReader<String> reader = KafkaReader.open(plan, split, false, () -> raw -> "record")) {
                assertThatThrownBy(() -> reader.read(record -> {}, 1)).hasMessageContaining("readTimeout");
            }
        } finally {
            prefetch.close();
        }
    }

    @Test
    void shouldLeaveNoConsumerBehindWhenADeserializerCannotBeMade() throws Exception {
        Plan plan = plan("failOnDataLoss", "false");
        KafkaSplit split = new KafkaSplit("orders", "", 0, 0, 5, -1, "read_committed");
        int before = consumers();

        assertThatThrownBy(() -> KafkaReader.open(plan, split, false, () -> {
                    throw new IllegalStateException("no deserializer");
                }))
                .hasMessage("no deserializer");

        assertThat(consumers()).isEqualTo(before);
    }

    @Test
    void shouldNotTakeWhatIsOnItsWayFromWhereItWasForWhatIsReadAnew() throws Exception {
        Prefetch prefetch = prefetch(plan());
        try {
            prefetch.begin(Map.of(partition(0), new OffsetAndMetadata(50)));
            PartitionBuffer before = buffer(prefetch);

            prefetch.join(partition(0), new OffsetAndMetadata(0));
            before.append(Block.gap(60));

            assertThat(buffer(prefetch).position()).isZero();
        } finally {
            prefetch.close();
        }
    }

    private static int consumers() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("kafka.consumer:type=app-info,id=shaduf-read-*"), null)
                .size();
    }

    private static long capacity(Prefetch prefetch) {
        return buffer(prefetch).capacity();
    }

    private static PartitionBuffer buffer(Prefetch prefetch) {
        return Objects.requireNonNull(prefetch.buffer(partition(0)));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("orders", number);
    }

    private Prefetch prefetch(Plan plan) {
        return new Prefetch(plan, context, new Losses(context, false));
    }

    private static Plan plan(String... options) {
        Map<String, String> all =
                new HashMap<>(Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "subscribe", "orders"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Plans.of(Options.check("source 'kafka'", all, KafkaSettings.all()));
    }
}
