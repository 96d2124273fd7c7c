// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.List;

/**
 * Makes receivers by name, for {@code stream(name, options, Class)}. Register it in
 * {@code META-INF/services/dev.shaduf.spi.ReceiverProvider}; it needs a public constructor without parameters.
 */
public interface ReceiverProvider {
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
     * Makes a receiver.
     *
     * @param options checked options
     * @return the receiver
     */
    Receiver<?> create(Options options);
}
