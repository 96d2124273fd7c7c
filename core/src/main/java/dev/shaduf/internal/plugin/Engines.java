// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.engine.EngineProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The engines on the class path, chosen by master URL. */
public final class Engines {
    private static final String NOUN = "engine";

    private final Registry<EngineProvider> registry;

    private Engines(Registry<EngineProvider> registry) {
        this.registry = registry;
    }

    /** Finds all providers. */
    public static Engines load() {
        return new Engines(Registry.load(NOUN, new Service<>(EngineProvider.class, EngineProvider::id)));
    }

    /** Says what is wrong with a master URL, unless exactly one engine understands it. */
    public Optional<String> fault(String master) {
        List<EngineProvider> willing = willing(master);
        if (willing.isEmpty()) {
            return Optional.of("no engine understands master '" + master + "'; known are " + known()
                    + (registry.find(Artifacts.CLUSTER).isPresent() ? "" : Artifacts.forMaster(master)));
        }
        return willing.size() == 1
                ? Optional.empty()
                : Optional.of("master '" + master + "' is understood by several engines: "
                        + willing.stream().map(EngineProvider::id).collect(Collectors.joining(", "))
                        + "; leave one of them on the class path");
    }

    /** Returns the provider for a master URL without {@link #fault}. */
    public EngineProvider provider(String master) {
        return willing(master).get(0);
    }

    private List<EngineProvider> willing(String master) {
        List<EngineProvider> willing = new ArrayList<>();
        for (EngineProvider provider : registry.all()) {
            if (provider.accepts(master)) {
                willing.add(provider);
            }
        }
        return willing;
    }

    private String known() {
        return registry.all().isEmpty()
                ? "none (" + registry.found() + ")"
                : registry.all().stream().map(EngineProvider::masters).collect(Collectors.joining(", "));
    }
}
