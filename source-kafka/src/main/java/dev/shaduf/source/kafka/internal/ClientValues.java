// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Finds values that clients of Kafka would refuse: they are made late, and again and again. */
final class ClientValues {
    private static final Pattern SERVER = Pattern.compile(".+:\\d+");

    private ClientValues() {}

    /** Checks what was given against what clients of several kinds define. */
    static List<String> faults(Map<String, String> given, ConfigDef... clients) {
        Set<String> faults = new LinkedHashSet<>();
        for (String server : given.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "")
                .split(",")) {
            if (!server.isBlank() && !SERVER.matcher(server.strip()).matches()) {
                faults.add("option 'kafka.bootstrap.servers' has '" + server.strip() + "'; it must be host:port");
            }
        }
        for (ConfigDef client : clients) {
            for (ConfigValue value : client.validate(given)) {
                if (given.containsKey(value.name())) {
                    value.errorMessages().forEach(error -> faults.add("option 'kafka." + value.name() + "': " + error));
                }
            }
        }
        return new ArrayList<>(faults);
    }
}
