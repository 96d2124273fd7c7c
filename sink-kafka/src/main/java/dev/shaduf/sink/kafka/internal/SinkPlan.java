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
 * @param expired what to do when the marks have expired
 */
public record SinkPlan(
        ProducerConnection connection,
        String topic,
        long maxBatchBytes,
        Duration connectTimeout,
        Duration transactionTimeout,
        Expired expired)
        implements Serializable {
    /** What to believe of the last batch when Kafka has forgotten its mark. */
    public enum Expired {
        /** Nothing: refuse to go on. */
        REFUSE,
        /** That it was written. */
        COMMITTED,
        /** That it was not. */
        NOT_COMMITTED
    }

    /** Names the sink. */
    public String name() {
        return "kafka(" + topic + ")";
    }
}
