// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.Options;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import java.util.Map;

/** The sinks on the class path, by id. */
public final class Sinks {
    static final String NOUN = "sink";

    private Sinks() {}

    /**
     * Makes a sink.
     *
     * @throws dev.shaduf.config.ConfigurationException if there is none with the id, or for faults of the options
     */
    public static Sink<?> create(String id, Map<String, String> options) {
        SinkProvider provider = Registry.<SinkProvider>load(NOUN, new Service<>(SinkProvider.class, SinkProvider::id))
                .get(id);
        return provider.create(Options.check("sink '" + id + "'", options, provider.settings()));
    }
}
