// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SplitsTest {
    @Test
    void shouldDivideTheLargestPartitions() {
        KafkaRange range = new KafkaRange("read_committed", List.of(part(0, 0, 90), part(1, 10, 20), part(2, 5, 5)));

        assertThat(Splits.of(range, 4))
                .extracting(KafkaSplit::toString)
                .containsExactly("t-0: 0 to 30", "t-0: 30 to 60", "t-0: 60 to 90", "t-1: 10 to 20");
    }

    @Test
    void shouldDivideNoFurtherThanOffsetsGo() {
        KafkaRange range = new KafkaRange("read_committed", List.of(part(0, 7, 9)));

        assertThat(Splits.of(range, 50)).hasSize(2);
        assertThat(Splits.of(range, 2)).isEqualTo(Splits.of(range, 50));
    }

    @Test
    void shouldShareALimitInProportionAndGiveAllOfIt() {
        Map<TopicPartition, Long> available = new TreeMap<>(Partitions.ORDER);
        available.put(new TopicPartition("t", 0), 1L);
        available.put(new TopicPartition("t", 1), 1_000_000L);
        available.put(new TopicPartition("t", 2), 500_000L);

        assertThat(Shares.of(available, 3).values()).containsExactly(0L, 2L, 1L);
        assertThat(Shares.of(available, 10_000_000)).isEqualTo(available);
    }

    private static PartitionRange part(int partition, long from, long until) {
        return new PartitionRange("t", "id", partition, from, until, -1, until - from);
    }
}
