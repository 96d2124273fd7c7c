// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.config.Setting;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Finds misspelt keys among those that are passed on. Kafka takes any key, because deserializers and callbacks have some
 * of their own; so only what looks like a known one is refused.
 */
final class ClientKeys {
    private static final TreeSet<String> KNOWN = new TreeSet<>(ConsumerConfig.configNames());

    static {
        KNOWN.addAll(AdminClientConfig.configNames());
    }

    private ClientKeys() {}

    static Optional<String> misspelt(String key) {
        return KNOWN.contains(key)
                ? Optional.empty()
                : Setting.nearest(key, KNOWN)
                        .map(near -> "option 'kafka." + key + "' is unknown; did you mean 'kafka." + near + "'?");
    }
}
