// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.time.Duration;
import java.io.Serializable;

/**
 * What the sink was told, without what concerns the type of the records.
 *
 * @param connection how to reach Kafka
 * @param topic the topic of records that name none, and of the marks
 * @param maxBatchBytes how much one batch may stage
 * @param connectTimeout how long Kafka may take to answer
 * @param transactionTimeout how long a transaction may be open
 */
public record SinkPlan(
        ProducerConnection connection,
        String topic,
        long maxBatchBytes,
        Duration connectTimeout,
        Duration transactionTimeout)
        implements Serializable {
    /** Names the sink. */
    public String name() {
        return "kafka(" + topic + ")";
    }
}
