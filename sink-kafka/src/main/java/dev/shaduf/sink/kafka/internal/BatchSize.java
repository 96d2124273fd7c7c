// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes a producer sends to a partition in one piece: at most half of what the topic takes. A client of Kafka divides a piece that is
 * refused as too large, and does not send the parts; a record that is a piece of its own is refused by name.
 */
final class BatchSize {
    static final int USUAL = 128 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(BatchSize.class);
    private static final long PATIENCE_SECONDS = 2;

    private BatchSize() {}

    /** Asks Kafka, which need not answer: the program may lack the permission. */
    static int of(SinkPlan plan, Admin admin) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, plan.topic());
        try {
            Config config = admin.describeConfigs(List.of(topic))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
            ConfigEntry largest = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return largest == null ? USUAL : (int) Math.min(USUAL, Long.parseLong(largest.value()) / 2);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Sink {} could not learn how much topic '{}' takes at a time", plan.name(), plan.topic(), e);
            return USUAL;
        }
    }
}
