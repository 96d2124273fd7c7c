// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
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
    /** Refuses a batch of another stream than the one that a session was opened for. */
    void refuseStranger(SinkBatch batch, SinkContext context) {
        if (!batch.id().stream().equals(context.stream())) {
            throw new IllegalArgumentException("sink " + name() + " was opened for the stream " + context.stream()
                    + " and cannot write batch " + batch.id());
        }
    }

    /** Names the sink. */
    public String name() {
        return "kafka(" + topic + ")";
    }
}
