// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The choice alone: no container is started here, nor anywhere else in this build where Docker is not present. */
class KafkaChoiceTest {
    private final SharedKafka container = new Named("container");
    private final SharedKafka process = new Named("process");

    @Test
    void shouldTakeAContainerWhereDockerIsPresent() throws Exception {
        assertThat(new KafkaChoice(() -> true, () -> container, () -> process).start())
                .isSameAs(container);
    }

    @Test
    void shouldTakeAChildProcessWhereItIsNot() throws Exception {
        assertThat(new KafkaChoice(() -> false, () -> container, () -> process).start())
                .isSameAs(process);
    }

    private record Named(String bootstrap) implements SharedKafka {
        @Override
        public KafkaTopics topics() {
            return new KafkaTopics(bootstrap, Map.of());
        }

        @Override
        public void close() {}
    }
}
