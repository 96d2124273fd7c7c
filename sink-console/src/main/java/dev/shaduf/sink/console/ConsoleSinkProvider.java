// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import java.util.List;

/** Makes {@link ConsoleSink}s by the name {@code console}. */
public final class ConsoleSinkProvider implements SinkProvider {
    static final int DEFAULT_ROWS = 20;
    static final int DEFAULT_WIDTH = 40;
    static final int LEAST_WIDTH = 4;
    private static final long MOST_ROWS = 10_000;
    private static final long MOST_WIDTH = 10_000;

    /** Rows that are shown. */
    public static final Setting<Long> ROWS = Setting.number(
            "rows", (long) DEFAULT_ROWS, 1, MOST_ROWS, "Rows of a batch that are shown; of the others, the number is");
    /** Width of values. */
    public static final Setting<Long> WIDTH = Setting.number(
            "width",
            (long) DEFAULT_WIDTH,
            LEAST_WIDTH,
            MOST_WIDTH,
            "Places of a value that are shown; the rest is cut");
    /** Whether empty batches are shown. */
    public static final Setting<Boolean> EMPTY_BATCHES =
            Setting.flag("empty.batches", false, "Whether a batch without rows is shown, too");

    /** For {@code ServiceLoader}. */
    public ConsoleSinkProvider() {}

    @Override
    public String id() {
        return "console";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ROWS, WIDTH, EMPTY_BATCHES);
    }

    @Override
    public Sink<?> create(Options options) {
        return ConsoleSink.builder()
                .rows(options.get(ROWS).intValue())
                .width(options.get(WIDTH).intValue())
                .emptyBatches(options.get(EMPTY_BATCHES))
                .build();
    }
}
