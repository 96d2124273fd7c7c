// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.List;

/**
 * Makes sources by name, for {@code stream(name, options, Class)}. Register it in
 * {@code META-INF/services/dev.shaduf.spi.SourceProvider}; it needs a public constructor without parameters.
 */
public interface SourceProvider {
    /**
     * Returns the connector's id.
     *
     * @return lower-case letters, digits and hyphens, unique among receivers and sources
     */
    String id();

    /**
     * Lists the options.
     *
     * @return the settings; keys not listed are refused
     */
    List<Setting<?>> settings();

    /**
     * Makes a source.
     *
     * @param options checked options
     * @return the source
     */
    Source<?, ?, ?> create(Options options);
}
