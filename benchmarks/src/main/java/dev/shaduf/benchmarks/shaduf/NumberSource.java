// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.util.List;
import java.util.Optional;

/**
 * Numbers from 0 on, so many in each batch, in two splits.
 *
 * @param perBatch how many in a batch
 */
record NumberSource(int perBatch) implements Source<Long, NumberSource.Numbers, NumberSource.Numbers> {
    /** Some numbers. */
    record Numbers(long from, long until) implements SourceRange {
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
        long half = (range.from() + range.until()) / 2;
        return List.of(new Numbers(range.from(), half), new Numbers(half, range.until()));
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
            Numbers range = new Numbers(next, next + perBatch);
            next = range.until();
            return Optional.of(range);
        }

        @Override
        public void committed(Numbers range) {}

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Long> {
        private final Numbers split;
        private long next;

        Reader(Numbers split) {
            this.split = split;
            this.next = split.from();
        }

        @Override
        public boolean read(RecordOutput<Long> output, int max) throws Exception {
            long end = Math.min(split.until(), next + max);
            while (next < end) {
                output.add(next++);
            }
            return next < split.until();
        }

        @Override
        public void close() {}
    }
}
