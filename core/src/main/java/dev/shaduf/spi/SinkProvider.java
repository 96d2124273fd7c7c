// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.List;

/**
 * Makes sinks by name, for {@code sinkTo(name, options)}. Register it in
 * {@code META-INF/services/dev.shaduf.spi.SinkProvider}; it needs a public constructor without parameters.
 */
public interface SinkProvider {
    /**
     * Returns the connector's id.
     *
     * @return lower-case letters, digits and hyphens, unique among sinks
     */
    String id();

    /**
     * Lists the options.
     *
     * @return the settings; keys not listed are refused
     */
    List<Setting<?>> settings();

    /**
     * Makes a sink.
     *
     * @param options checked options
     * @return the sink
     */
    Sink<?> create(Options options);
}
