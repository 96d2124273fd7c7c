// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.source.kafka.KafkaSource;
import java.util.Map;
import java.util.Optional;

/**
 * A topic with lines of an access log, and another for what is counted.
 *
 * @param servers where they are
 * @param topic the topic to read
 * @param totals the topic to write, if any
 */
record DemoTopic(String servers, String topic, Optional<String> totals) {
    KafkaSource<String> lines() {
        return KafkaSource.strings(servers)
                .subscribe(topic)
                .startingOffsets("earliest")
                .build();
    }

    /** Writes the totals of each batch, in a transaction with its number. */
    void write(PairDStream<Integer, Long> byStatus) {
        totals.ifPresent(to -> byStatus.sinkTo("kafka", Map.of("kafka.bootstrap.servers", servers, "topic", to)));
    }

    @Override
    public String toString() {
        return "topic " + topic + " of " + servers;
    }
}
