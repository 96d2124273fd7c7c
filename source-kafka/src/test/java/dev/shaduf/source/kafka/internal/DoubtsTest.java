// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    private final TopicPartition partition = new TopicPartition("orders", 0);
    private final Map<TopicPartition, String> known = Map.of(partition, "id");
    private final Doubts doubts = new Doubts();

    @Test
    void shouldBelieveWhatEveryAnswerHasSaidForAWhile() {
        doubts.compare(known, Map.of(), millis(1_000));
        assertThat(doubts.open(partition, millis(2_999))).isTrue();

        doubts.compare(known, Map.of(), millis(3_000));
        assertThat(doubts.open(partition, millis(3_000))).isFalse();
        assertThat(doubts.about(partition)).isTrue();
    }

    @Test
    void shouldBeginAnewWhenAnAnswerHasThePartitionAfterAll() {
        doubts.compare(known, Map.of(partition, "other"), millis(1_000));
        doubts.compare(known, known, millis(1_500));
        assertThat(doubts.any()).isFalse();

        doubts.compare(known, Map.of(), millis(3_500));
        assertThat(doubts.open(partition, millis(3_500))).isTrue();
    }

    @Test
    void shouldForgetPartitionsThatAreNotReadAnyMore() {
        doubts.compare(known, Map.of(), millis(1_000));
        doubts.compare(Map.of(), Map.of(), millis(1_100));

        assertThat(doubts.any()).isFalse();
    }

    private static long millis(long passed) {
        return TimeUnit.MILLISECONDS.toNanos(passed);
    }
}
