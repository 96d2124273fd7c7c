// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaBrokerTest {
    @Test
    @Timeout(300)
    void shouldHaveItsRecordsAfterACrash() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.topics().create("lines", 1);
            broker.topics().append("lines", 0, List.of("a", "b"));

            broker.kill();
            broker.restart();

            assertThat(broker.topics().values("lines")).containsExactly("a", "b");
        }
    }
}
