// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.spi.StateStoreProvider;
import java.util.Optional;

/** The stores on the class path for states that do not fit in the heap. */
public final class StateStores {
    static final String NOUN = "state store";

    private static final String HEAP = "heap";

    private StateStores() {}

    /**
     * Returns the provider of a store.
     *
     * @param id what the setting says
     * @return the provider; empty for the heap
     * @throws ConfigurationException if there is none; it names the artifact to add
     */
    public static Optional<StateStoreProvider> find(String id) {
        return id.equals(HEAP)
                ? Optional.empty()
                : Optional.of(Registry.load(NOUN, new Service<>(StateStoreProvider.class, StateStoreProvider::id))
                        .get(id));
    }
}
