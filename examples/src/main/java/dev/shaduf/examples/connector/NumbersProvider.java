// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.spi.SourceProvider;
import java.util.List;

/** Makes {@link NumbersSource} by name: {@code ssc.stream("numbers", Map.of("end", "100"), Long.class)}. */
public final class NumbersProvider implements SourceProvider {
    private static final Setting<Long> END = Setting.number(
                    "end", null, 0, Long.MAX_VALUE, "First number that is not yielded")
            .asRequired();
    private static final Setting<Long> PER_BATCH =
            Setting.number("per.batch", 10L, 1, Long.MAX_VALUE, "Numbers per batch at most");

    /** Called by {@code ServiceLoader}. */
    public NumbersProvider() {}

    @Override
    public String id() {
        return "numbers";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(END, PER_BATCH);
    }

    @Override
    public NumbersSource create(Options options) {
        return new NumbersSource(options.get(END), options.get(PER_BATCH));
    }
}
