// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.kafka.broker.KafkaBroker;
import dev.shaduf.kafka.broker.NetworkProxy;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class KafkaSinkFaultsTest {
    private final UUID stream = UUID.randomUUID();

    @Test
    void shouldWriteEachBatchOnceWhenTheBrokerCrashesBetweenPrepareAndCommit() throws Exception {
        List<String> expected = new ArrayList<>();
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.topics().create("out", 1);
            try (SinkSession<Object> session = KafkaSink.strings(broker.bootstrap(), "out")
                    .connectTimeout(Durations.seconds(60))
                    .build()
                    .open(new SinkContext(stream, "output", 1, new ManualClock()))) {
                for (int number = 1; number <= 3; number++) {
                    Serializable commit = prepare(session, number);
                    expected.add("of batch " + number);
                    if (number == 2) {
                        broker.kill();
                        broker.restart();
                    }
                    session.commit(batch(number), List.of(commit));
                }
                assertThat(session.recover(batch(3))).isEqualTo(Recovery.COMMITTED);
            }

            assertThat(broker.topics().values("out")).isEqualTo(expected);
        }
    }

    @Test
    void shouldWriteABatchOnceWhenItsOutcomeCannotBeLearntForAWhile() throws Exception {
        try (NetworkProxy proxy = new NetworkProxy();
                KafkaBroker broker = KafkaBroker.startBehind(proxy)) {
            broker.topics().create("out", 1);
            try (SinkSession<Object> session = KafkaSink.strings(broker.bootstrap(), "out")
                    .connectTimeout(Durations.seconds(2))
                    .kafka("request.timeout.ms", "1000")
                    .build()
                    .open(new SinkContext(stream, "output", 1, new ManualClock()))) {
                Serializable commit = prepare(session, 1);
                proxy.stall();
                assertThatThrownBy(() -> session.commit(batch(1), List.of(commit)))
                        .hasMessageContaining("kafka(out)");
                proxy.heal();

                session.commit(batch(1), List.of(commit));
                session.commit(batch(2), List.of(prepare(session, 2)));
            }

            assertThat(broker.topics().values("out")).containsExactly("of batch 1", "of batch 2");
        }
    }

    private Serializable prepare(SinkSession<Object> session, int number) throws Exception {
        SinkWriter<Object> writer = session.writer(batch(number), 0, 0);
        writer.write("of batch " + number);
        return writer.prepare();
    }

    private SinkBatch batch(long number) {
        return new SinkBatch(new BatchId(stream, number), new Time(1_000 * number));
    }
}
