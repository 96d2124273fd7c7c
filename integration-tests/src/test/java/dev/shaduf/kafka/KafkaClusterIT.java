// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.kafka.broker.KafkaBroker;
import dev.shaduf.kafka.broker.KafkaCluster;
import dev.shaduf.kafka.broker.NetworkProxy;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers and networks that fail while records are on their way from topic to topic. */
@Timeout(1_200)
class KafkaClusterIT {
    @Test
    void shouldGoOnWhenOneOfThreeIsKilledWithTheCoordinatorOfItsTransactions() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(3);
                NumberedPipeline pipeline = new NumberedPipeline(cluster.topics(), Map.of())) {
            pipeline.advance(500);
            KafkaBroker coordinator =
                    cluster.broker(cluster.topics().coordinator("-" + KilledKafkaProgram.COPIES + ".0"));

            coordinator.kill();
            pipeline.advance(1_000);
            coordinator.restart();
            pipeline.advance(500);

            pipeline.finish();
        }
    }

    @Test
    void shouldGoOnWhenTheNetworkHasStalledForLongerThanClientsWait() throws Exception {
        try (NetworkProxy proxy = new NetworkProxy();
                KafkaBroker broker = KafkaBroker.startBehind(proxy);
                NumberedPipeline pipeline =
                        new NumberedPipeline(broker.topics(), Map.of("request.timeout.ms", "1000"))) {
            pipeline.advance(500);

            proxy.stall();
            int before = proxy.accepted();
            Awaitility.await().untilAsserted(() -> assertThat(proxy.accepted()).isGreaterThan(before + 1));
            proxy.heal();
            pipeline.advance(500);
            proxy.cut();
            pipeline.advance(500);

            pipeline.finish();
        }
    }
}
