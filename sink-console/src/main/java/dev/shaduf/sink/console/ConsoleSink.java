// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.console.internal.ConsoleSession;
import dev.shaduf.sink.console.internal.Look;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the first rows of each batch as an aligned table on standard output. The components of records, the halves of pairs and
 * the keys of maps are columns; anything else is a column {@code value}. Numbers stand at the right, long values are cut,
 * wide characters take two places.
 *
 * <p>It is to look at, as {@code print()} is: it counts in no guarantee, and a batch that is run again after a restart is
 * shown again. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * counts.sinkTo(ConsoleSink.builder().rows(10).build());
 * }</pre>
 *
 * <pre>
 * counts-out, batch 7 at 2026-11-27T10:00:07Z
 *  page   | hits
 * --------+------
 *  /cart  |   12
 *  /home  | 1031
 * … 7 more
 * </pre>
 */
public final class ConsoleSink implements Sink<Object> {
    private final Look look;

    private ConsoleSink(Look look) {
        this.look = look;
    }

    /**
     * Begins a sink.
     *
     * @return a builder of a sink of 20 rows with values of at most 40 places
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.AT_LEAST_ONCE;
    }

    @Override
    public boolean console() {
        return true;
    }

    @Override
    public SinkSession<Object> open(SinkContext context) {
        return new ConsoleSession(look, context.uid());
    }

    /** Builds a {@link ConsoleSink}. Not safe for use by several threads. */
    public static final class Builder {
        private int rows = ConsoleSinkProvider.DEFAULT_ROWS;
        private int width = ConsoleSinkProvider.DEFAULT_WIDTH;
        private boolean emptyBatches;

        private Builder() {}

        /**
         * Sets how many rows of a batch are shown.
         *
         * @param most at least 1
         * @return this builder
         */
        public Builder rows(int most) {
            this.rows = most;
            return this;
        }

        /**
         * Sets how wide a value may be; the rest is cut.
         *
         * @param places at least 4
         * @return this builder
         */
        public Builder width(int places) {
            this.width = places;
            return this;
        }

        /**
         * Sets whether a batch without rows is shown, too.
         *
         * @param show whether it is; not unless called
         * @return this builder
         */
        public Builder emptyBatches(boolean show) {
            this.emptyBatches = show;
            return this;
        }

        /**
         * Builds the sink.
         *
         * @return the sink
         * @throws ConfigurationException naming every number that is too small
         */
        public ConsoleSink build() {
            List<String> faults = new ArrayList<>();
            if (rows < 1) {
                faults.add("rows is " + rows + "; it must be at least 1");
            }
            if (width < ConsoleSinkProvider.LEAST_WIDTH) {
                faults.add("width is " + width + "; it must be at least " + ConsoleSinkProvider.LEAST_WIDTH);
            }
            if (!faults.isEmpty()) {
                throw new ConfigurationException("sink 'console'", faults);
            }
            return new ConsoleSink(new Look(rows, width, emptyBatches));
        }
    }
}
