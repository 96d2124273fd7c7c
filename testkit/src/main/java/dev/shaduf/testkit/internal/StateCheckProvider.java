// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.EngineProvider;
import dev.shaduf.time.Clock;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes the engine of the master URL behind {@code check-state:}, and checks what goes into its state tables. */
public final class StateCheckProvider implements EngineProvider {
    private static final String PREFIX = "check-state:";

    /** For {@code ServiceLoader}. */
    public StateCheckProvider() {}

    @Override
    public String id() {
        return "check-state";
    }

    @Override
    public String masters() {
        return PREFIX + "local[n]";
    }

    @Override
    public boolean accepts(String master) {
        return behind(master).isPresent();
    }

    @Override
    public Engine create(String master, StreamingConf conf, Clock clock) {
        EngineProvider provider = behind(master)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no engine understands what is behind " + PREFIX + " in '" + master + "'"));
        return new CheckingEngine(provider.create(rest(master), conf, clock));
    }

    private static Optional<EngineProvider> behind(String master) {
        return master.startsWith(PREFIX)
                ? ServiceLoader.load(EngineProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.accepts(rest(master)))
                        .findFirst()
                : Optional.empty();
    }

    private static String rest(String master) {
        return master.substring(PREFIX.length());
    }
}
