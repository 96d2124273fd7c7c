// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.source.kafka.internal.KafkaSplit;
import dev.shaduf.spi.Source;
import dev.shaduf.testkit.contract.SourceContract;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

class KafkaSourceContractTest extends SourceContract<String, KafkaRange, KafkaSplit> {
    private final SharedKafka broker = SharedKafka.get();
    private final String topic = broker.topics().create("contract-" + UUID.randomUUID(), 1);

    @Override
    protected Source<String, KafkaRange, KafkaSplit> source() {
        return KafkaSource.strings(broker.bootstrap())
                .subscribe(topic)
                .startingOffsets("earliest")
                .build();
    }

    @Override
    protected List<String> records(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "record-" + i).toList();
    }

    /** A transaction, so that either all of them can be planned or none. */
    @Override
    protected void feed(List<String> records) {
        broker.topics().appendTransaction(topic, 0, records, true);
    }

    @Override
    protected Duration patience() {
        return Durations.seconds(60);
    }
}
