// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which artifact holds which plug-in, for messages about what is missing. */
final class Artifacts {
    /** The id of the engine that runs on a cluster. */
    static final String CLUSTER = "spark";

    private static final String ENGINE_SPARK = "shaduf-engine-spark";

    private static final Map<String, String> INPUTS = Map.of(
            "socket", "shaduf-source-socket",
            "file", "shaduf-source-file",
            "kafka", "shaduf-source-kafka");
    private static final Map<String, String> SINKS = Map.of(
            "jdbc", "shaduf-sink-jdbc",
            "kafka", "shaduf-sink-kafka",
            "file", "shaduf-sink-file",
            "console", "shaduf-sink-console");
    private static final Map<String, String> STATE_STORES = Map.of("disk", "shaduf-state-disk");

    private Artifacts() {}

    /** Lists the ids of the plug-ins that our artifacts hold. */
    static Set<String> ids(String noun) {
        return byId(noun).keySet();
    }

    /** Says which artifact to add for an id, if that is known. */
    static String hint(String noun, String id) {
        return add(byId(noun).get(id));
    }

    private static Map<String, String> byId(String noun) {
        return switch (noun) {
            case Inputs.NOUN -> INPUTS;
            case Sinks.NOUN -> SINKS;
            case StateStores.NOUN -> STATE_STORES;
            default -> Map.of();
        };
    }

    /** Says which artifact to add for a master URL, if that is known. */
    static String forMaster(String master) {
        boolean cluster = master.startsWith("spark:") || master.equals("yarn") || master.startsWith("k8s:");
        return cluster ? add(ENGINE_SPARK) : "";
    }

    static String add(@Nullable String artifact) {
        return artifact == null ? "" : "; add the artifact dev.shaduf:" + artifact + " to the class path";
    }
}
