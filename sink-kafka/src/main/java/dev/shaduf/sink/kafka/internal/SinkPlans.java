// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** Makes plans of options and says everything that is wrong with them. */
public final class SinkPlans {
    /** What the sink decides itself, and why. */
    private static final Map<String, String> RESERVED = Map.of(
            "transactional.id", "it is made of the stream and the output",
            "transaction.timeout.ms", "use the option transactionTimeout",
            "enable.idempotence", "it is always on",
            "max.block.ms", "use the option connectTimeout",
            "key.serializer", "use the option key.serializer",
            "value.serializer", "use the option value.serializer");

    private SinkPlans() {}

    /** Makes a plan of checked options. */
    public static SinkPlan of(Options options) {
        List<String> faults = new ArrayList<>();
        Map<String, String> settings = options.family(SinkSettings.KAFKA);
        faults.addAll(ClientValues.faults(settings, ProducerConfig.configDef(), AdminClientConfig.configDef()));
        RESERVED.forEach((key, advice) -> {
            if (settings.containsKey(key)) {
                faults.add("option 'kafka." + key + "' is set by the sink; " + advice);
            }
        });
        settings.keySet().forEach(key -> ClientKeys.misspelt(key).ifPresent(faults::add));
        ClientKeys.unclearLogin(settings).ifPresent(faults::add);
        String topic = options.get(SinkSettings.TOPIC);
        try {
            Topic.validate(topic);
        } catch (InvalidTopicException e) {
            faults.add("option 'topic' is '" + topic + "': " + e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("sink 'kafka'", faults);
        }
        return new SinkPlan(
                new ProducerConnection(settings),
                topic,
                options.get(SinkSettings.MAX_BATCH_BYTES),
                options.get(SinkSettings.CONNECT_TIMEOUT),
                options.get(SinkSettings.TRANSACTION_TIMEOUT));
    }
}
