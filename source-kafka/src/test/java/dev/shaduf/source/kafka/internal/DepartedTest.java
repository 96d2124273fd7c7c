// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DepartedTest {
    private final TopicPartition partition = new TopicPartition("orders", 1);
    private final Departed departed = new Departed();

    @Test
    void shouldGoOnWhereAPartitionWasThatABrokerHadNotHeardOf() {
        departed.add(partition, "id", 42);

        assertThat(departed.comeBack(partition, "id")).hasValue(42);
        assertThat(departed.comeBack(partition, "id")).isEmpty();
    }

    @Test
    void shouldBeginAnewWithATopicThatWasMadeAgain() {
        departed.add(partition, "id", 42);

        assertThat(departed.topicId("orders", "other")).isEqualTo("id");
        assertThat(departed.comeBack(partition, "other")).isEmpty();
        assertThat(departed.topicId("orders", "other")).isEqualTo("other");
    }

    @Test
    void shouldNotGrowForYears() {
        departed.add(partition, "id", 42);
        for (int i = 0; i < Departed.REMEMBERED; i++) {
            departed.add(new TopicPartition("daily-" + i, 0), "id-" + i, 0);
        }

        assertThat(departed.comeBack(partition, "id")).isEmpty();
        assertThat(departed.comeBack(new TopicPartition("daily-0", 0), "id-0")).hasValue(0);
    }

    @Test
    void shouldKnowNothingOfPartitionsThatAreNew() {
        assertThat(departed.comeBack(partition, "id")).isEmpty();
        assertThat(departed.topicId("orders", "id")).isEqualTo("id");
    }
}
