// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.time.Clock;

/**
 * Makes engines for master URLs. Register it in {@code META-INF/services/dev.shaduf.engine.EngineProvider}; it needs a
 * public constructor without parameters.
 */
public interface EngineProvider {
    /**
     * Returns the provider's id.
     *
     * @return such as {@code local}
     */
    String id();

    /**
     * Describes the master URLs understood, for messages.
     *
     * @return such as {@code local, local[n], local[*], local[n,m]}
     */
    String masters();

    /**
     * Tells whether this provider understands a master URL.
     *
     * @param master the URL
     * @return whether it does
     */
    boolean accepts(String master);

    /**
     * Makes an engine.
     *
     * @param master the URL
     * @param conf the configuration
     * @param clock the clock
     * @return the engine, ready
     * @throws IllegalArgumentException if the URL is of this provider and wrong
     */
    Engine create(String master, StreamingConf conf, Clock clock);
}
