// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.Options;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverProvider;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceProvider;
import java.util.Map;

/** The receivers and sources on the class path, by id. */
public final class Inputs {
    static final String NOUN = "receiver or source";

    private Inputs() {}

    /** What an id stands for. */
    public sealed interface Input {}

    /**
     * A receiver.
     *
     * @param receiver the receiver
     */
    public record OfReceiver(Receiver<?> receiver) implements Input {}

    /**
     * A source.
     *
     * @param source the source
     */
    public record OfSource(Source<?, ?, ?> source) implements Input {}

    /**
     * Makes a receiver or source.
     *
     * @throws dev.shaduf.config.ConfigurationException if there is none with the id, or for faults of the options
     */
    public static Input create(String id, Map<String, String> options) {
        Registry<Object> registry = Registry.load(
                NOUN,
                new Service<>(ReceiverProvider.class, ReceiverProvider::id),
                new Service<>(SourceProvider.class, SourceProvider::id));
        Object found = registry.get(id);
        if (found instanceof ReceiverProvider provider) {
            return new OfReceiver(
                    provider.create(Options.check("receiver '" + id + "'", options, provider.settings())));
        }
        SourceProvider provider = (SourceProvider) found;
        return new OfSource(provider.create(Options.check("source '" + id + "'", options, provider.settings())));
    }
}
