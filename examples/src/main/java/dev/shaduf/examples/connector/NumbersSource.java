// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Yields the numbers from 0 to an end, some of them per batch: a replayable source in its simplest form.
 *
 * @param end the first number that is not yielded
 * @param perBatch numbers per batch at most
 */
// tag::program[]
public record NumbersSource(long end, long perBatch)
        implements Source<Long, NumbersSource.Numbers, NumbersSource.Numbers> {
    /**
     * Some numbers.
     *
     * @param from the first
     * @param until the one after the last
     */
    public record Numbers(long from, long until) implements SourceRange, Serializable {
        @Override
        public long records() {
            return until - from;
        }

        @Override
        public String describe() {
            return from + " to " + (until - 1);
        }
    }

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public SourcePlanner<Numbers> open(SourceContext context) {
        return new Planner();
    }

    @Override
    public List<Numbers> splits(Numbers range, int layout) {
        long count = layout == 0 ? Math.min(2, range.records()) : layout;
        List<Numbers> splits = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long from = range.from() + range.records() * i / count;
            splits.add(new Numbers(from, range.from() + range.records() * (i + 1) / count));
        }
        return splits;
    }

    @Override
    public SourceReader<Long> reader(Numbers split) {
        return new Reader(split);
    }

    private final class Planner implements SourcePlanner<Numbers> {
        private long next;

        @Override
        public void restore(Numbers last) {
            next = last.until();
        }

        @Override
        public Optional<Numbers> plan(ReadLimit limit) {
            long count = Math.min(Math.min(perBatch, limit.records()), end - next);
            if (count <= 0) {
                return Optional.empty();
            }
            next += count;
            return Optional.of(new Numbers(next - count, next));
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Long> {
        private final long until;
        private long next;

        Reader(Numbers split) {
            this.until = split.until();
            this.next = split.from();
        }

        @Override
        public boolean read(RecordOutput<Long> output, int max) throws Exception {
            for (int i = 0; i < max && next < until; i++) {
                output.add(next++);
            }
            return next < until;
        }

        @Override
        public void close() {}
    }
}
// end::program[]
