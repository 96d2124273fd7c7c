// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.contract.SinkContract;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The sink as it is on a cluster: a transaction per partition. */
class KafkaSinkOnClusterContractTest extends SinkContract<String> {
    private final SharedKafka broker = SharedKafka.get();
    private final String topic = broker.topics().create("contract-" + UUID.randomUUID(), 2);

    @Override
    protected Sink<? super String> sink() {
        return KafkaSink.strings(broker.bootstrap(), topic).build().distributed();
    }

    @Override
    protected List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "record-" + i).toList();
    }

    @Override
    protected List<String> visible() {
        return broker.topics().values(topic);
    }

    @Override
    protected Duration patience() {
        return Durations.seconds(60);
    }
}
