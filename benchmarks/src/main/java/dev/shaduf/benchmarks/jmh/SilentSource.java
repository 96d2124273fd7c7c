// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.util.List;
import java.util.Optional;

/** A source that never has anything; it may stand in a program with a checkpoint directory. */
record SilentSource() implements Source<Integer, SilentSource.Nothing, String> {
    /** Nothing. */
    record Nothing() implements SourceRange {
        @Override
        public long records() {
            return 0;
        }

        @Override
        public String describe() {
            return "nothing";
        }
    }

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public SourcePlanner<Nothing> open(SourceContext context) {
        return new Planner();
    }

    @Override
    public List<String> splits(Nothing range, int layout) {
        return List.of();
    }

    @Override
    public SourceReader<Integer> reader(String split) {
        throw new IllegalStateException("there is nothing to read");
    }

    private static final class Planner implements SourcePlanner<Nothing> {
        @Override
        public void restore(Nothing last) {}

        @Override
        public Optional<Nothing> plan(ReadLimit limit) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
