// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.StreamingContext;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A batch that takes longer than anybody at Kafka waits: what is minutes there by default is a second here. */
class KafkaPauseIT {
    private static final CountDownLatch AWAKE = new CountDownLatch(1);

    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String in = topics.create("in-" + UUID.randomUUID(), 1);
    private final String out = topics.create("out-" + UUID.randomUUID(), 1);

    @Test
    void shouldWriteABatchOnceThatWasPausedUntilItsTransactionWasAborted() throws Exception {
        topics.appendTransaction(in, 0, List.of("fast", "slow"), true);
        try (StreamingContext ssc = new StreamingContext("local[2]", "paused", Durations.milliseconds(200))) {
            ssc.stream(KafkaSource.strings(topics.bootstrap())
                            .subscribe(in)
                            .startingOffsets("earliest")
                            .minPartitions(2)
                            .kafka("connections.max.idle.ms", "500")
                            .build())
                    .map(KafkaPauseIT::paused)
                    .sinkTo(KafkaSink.strings(topics.bootstrap(), out)
                            .transactionTimeout(Durations.seconds(1))
                            .kafka("connections.max.idle.ms", "500")
                            .build());
            ssc.start();
            topics.awaitAborted(out);
            AWAKE.countDown();

            await().untilAsserted(() -> assertThat(topics.values(out)).containsExactly("fast", "slow"));
            topics.append(in, 0, List.of("later"));
            await().untilAsserted(() -> assertThat(topics.values(out)).containsExactly("fast", "slow", "later"));
        }
    }

    private static String paused(String record) throws InterruptedException {
        if (record.equals("slow") && !AWAKE.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("nobody woke the task");
        }
        return record;
    }
}
