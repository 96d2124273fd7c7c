// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.List;

/**
 * Makes receivers by name, for {@code stream(name, options, Class)}. Register it in
 * {@code META-INF/services/dev.shaduf.spi.ReceiverProvider}; it needs a public constructor without parameters.
 *
 * <p>A whole provider: <!-- program: examples/src/main/java/dev/shaduf/examples/connector/LineReceiverProvider.java -->
 * <pre>{@code
 * public final class LineReceiverProvider implements ReceiverProvider {
 *     private static final Setting<String> HOST = Setting.text("host", "localhost", "Name or address of the peer");
 *     private static final Setting<Long> PORT =
 *             Setting.number("port", null, 1, 65_535, "Port of the peer").asRequired();
 *
 *     @Override
 *     public String id() {
 *         return "lines";
 *     }
 *
 *     @Override
 *     public List<Setting<?>> settings() {
 *         return List.of(HOST, PORT);
 *     }
 *
 *     @Override
 *     public LineReceiver create(Options options) {
 *         return new LineReceiver(
 *                 new InetSocketAddress(options.get(HOST), options.get(PORT).intValue()));
 *     }
 * }
 * }</pre>
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
