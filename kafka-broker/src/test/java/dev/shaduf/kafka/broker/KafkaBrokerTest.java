// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    @Test
    @Timeout(300)
    void shouldHaveItsRecordsWhileOneOfThreeIsGone() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(3)) {
            cluster.topics().create("lines", 3);
            cluster.topics().append("lines", 0, List.of("a"));

            cluster.broker(1).kill();
            cluster.topics().append("lines", 0, List.of("b"));

            assertThat(cluster.topics().values("lines")).containsExactly("a", "b");
        }
    }

    @Test
    @Timeout(300)
    void shouldHoldEverythingBackWhileTheNetworkIsStalled() throws Exception {
        try (NetworkProxy proxy = new NetworkProxy();
                KafkaBroker broker = KafkaBroker.startBehind(proxy)) {
            broker.topics().create("lines", 1);
            proxy.stall();
            CompletableFuture<Void> append =
                    CompletableFuture.runAsync(() -> broker.topics().append("lines", 0, List.of("a")));
            assertThatThrownBy(() -> append.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            proxy.heal();
            append.get(60, TimeUnit.SECONDS);

            assertThat(broker.topics().values("lines")).containsExactly("a");
        }
    }
}
