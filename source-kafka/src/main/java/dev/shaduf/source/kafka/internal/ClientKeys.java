// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.config.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

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
        if (KNOWN.contains(key)) {
            return Optional.empty();
        }
        if (KafkaSettings.all().stream().anyMatch(setting -> setting.key().equals(key))) {
            return Optional.of("option 'kafka." + key + "' is an option of the source, not of Kafka's clients: write '"
                    + key + "'");
        }
        return Setting.nearest(key, KNOWN)
                .map(near -> "option 'kafka." + key + "' is unknown; did you mean 'kafka." + near + "'?");
    }

    /** Kafka quotes what it does not understand of a login, which may be a part of the password; here nothing is. */
    static Optional<String> unclearLogin(Map<String, String> settings) {
        String login = settings.get(SaslConfigs.SASL_JAAS_CONFIG);
        if (login != null) {
            try {
                JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)));
            } catch (RuntimeException e) {
                return Optional.of("option 'kafka." + SaslConfigs.SASL_JAAS_CONFIG + "' is no login that Kafka accepts;"
                        + " write a login module, 'required', pairs such as username=\"…\" in quotation marks, and a"
                        + " semicolon at the end");
            }
        }
        return Optional.empty();
    }
}
