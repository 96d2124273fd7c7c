// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTotalsTest {
    private final SharedKafka broker = SharedKafka.get();
    private final KafkaTopics topics = broker.topics();
    private final String sales = topics.create("sales-" + UUID.randomUUID(), 2);
    private final String totals = topics.create(sales + "-totals", 1);

    @TempDir
    private Path checkpoints;

    @Test
    void shouldGoOnWithItsTotalsWhenItStartsAgain() throws Exception {
        topics.append(sales, 0, List.of(sale("cup", 2, 300), sale("pot", 1, 1_500)));
        runUntil("{\"article\":\"pot\",\"cents\":1500}");
        topics.append(sales, 1, List.of(sale("cup", 1, 250)));
        runUntil("{\"article\":\"cup\",\"cents\":850}");

        assertThat(topics.values(totals))
                .containsExactlyInAnyOrder(
                        "{\"article\":\"cup\",\"cents\":600}",
                        "{\"article\":\"pot\",\"cents\":1500}",
                        "{\"article\":\"cup\",\"cents\":850}");
    }

    private void runUntil(String written) throws Exception {
        try (StreamingContext ssc = StreamingContext.getOrCreate(checkpoints.toString(), () -> {
            StreamingContext created = new StreamingContext("local[2]", sales, Durations.milliseconds(100));
            RunningTotals.define(created, broker.bootstrap(), sales, totals);
            return created;
        })) {
            ssc.start();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> topics.values(totals).contains(written));
            ssc.stop(true, true);
        }
    }

    private static String sale(String article, int pieces, int cents) {
        return "{\"article\":\"" + article + "\",\"pieces\":" + pieces + ",\"cents\":" + cents + "}";
    }
}
