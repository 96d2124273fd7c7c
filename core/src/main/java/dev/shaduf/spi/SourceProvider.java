// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.List;

/**
 * Makes sources by name, for {@code stream(name, options, Class)}. Register it in
 * {@code META-INF/services/dev.shaduf.spi.SourceProvider}; it needs a public constructor without parameters.
 *
 * <p>A whole provider: <!-- program: examples/src/main/java/dev/shaduf/examples/connector/NumbersProvider.java -->
 * <pre>{@code
 * public final class NumbersProvider implements SourceProvider {
 *     private static final Setting<String> FILE =
 *             Setting.text("file", null, "File of the numbers, eight bytes each").asRequired();
 *     private static final Setting<Long> PER_BATCH =
 *             Setting.number("per.batch", 10L, 1, Long.MAX_VALUE, "Numbers per batch at most");
 *
 *     @Override
 *     public String id() {
 *         return "numbers";
 *     }
 *
 *     @Override
 *     public List<Setting<?>> settings() {
 *         return List.of(FILE, PER_BATCH);
 *     }
 *
 *     @Override
 *     public NumbersSource create(Options options) {
 *         return new NumbersSource(options.get(FILE), options.get(PER_BATCH));
 *     }
 * }
 * }</pre>
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
