// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.List;

/**
 * Makes sinks by name, for {@code sinkTo(name, options)}. Register it in
 * {@code META-INF/services/dev.shaduf.spi.SinkProvider}; it needs a public constructor without parameters.
 *
 * <p>A whole provider: <!-- program: examples/src/main/java/dev/shaduf/examples/connector/LogFileSinkProvider.java -->
 * <pre>{@code
 * public final class LogFileSinkProvider implements SinkProvider {
 *     private static final Setting<String> DIRECTORY = Setting.text(
 *                     "directory", null, "Directory of the files, which must exist")
 *             .asRequired();
 *
 *     @Override
 *     public String id() {
 *         return "log-file";
 *     }
 *
 *     @Override
 *     public List<Setting<?>> settings() {
 *         return List.of(DIRECTORY);
 *     }
 *
 *     @Override
 *     public LogFileSink create(Options options) {
 *         return new LogFileSink(options.get(DIRECTORY));
 *     }
 * }
 * }</pre>
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
