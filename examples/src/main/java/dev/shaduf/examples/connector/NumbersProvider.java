// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.spi.SourceProvider;
import java.util.List;

/** Makes {@link NumbersSource} by name: {@code ssc.stream("numbers", Map.of("file", "numbers.bin"), Long.class)}. */
// tag::program[]
public final class NumbersProvider implements SourceProvider {
    private static final Setting<String> FILE =
            Setting.text("file", null, "File of the numbers, eight bytes each").asRequired();
    private static final Setting<Long> PER_BATCH =
            Setting.number("per.batch", 10L, 1, Long.MAX_VALUE, "Numbers per batch at most");

    @Override
    public String id() {
        return "numbers";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FILE, PER_BATCH);
    }

    @Override
    public NumbersSource create(Options options) {
        return new NumbersSource(options.get(FILE), options.get(PER_BATCH));
    }
}
// end::program[]
