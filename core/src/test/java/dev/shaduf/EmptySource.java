// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source that has nothing, and cannot be opened if it is given a reason. */
class EmptySource implements Source<Long, EmptySource.Range, Long> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable Exception failure;

    EmptySource(String name, @Nullable Exception failure) {
        this.name = name;
        this.failure = failure;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SourcePlanner<Range> open(SourceContext context) throws Exception {
        if (failure != null) {
            throw failure;
        }
        return new Planner();
    }

    @Override
    public List<Long> splits(Range range, int layout) {
        return List.of();
    }

    @Override
    public SourceReader<Long> reader(Long split) {
        throw new UnsupportedOperationException();
    }

    record Range() implements SourceRange {
        @Override
        public long records() {
            return 0;
        }

        @Override
        public String describe() {
            return "nothing";
        }
    }

    private static final class Planner implements SourcePlanner<Range> {
        @Override
        public void restore(Range last) {}

        @Override
        public Optional<Range> plan(ReadLimit limit) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
