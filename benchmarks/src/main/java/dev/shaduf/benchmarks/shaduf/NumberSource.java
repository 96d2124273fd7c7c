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
import java.util.stream.LongStream;

/**
 * The numbers from 0, so many in a batch, in partitions of one size.
 *
 * @param count how many in all
 * @param batch how many in a batch
 * @param partition how many in a partition
 */
record NumberSource(long count, long batch, long partition)
        implements Source<Long, NumberSource.Numbers, NumberSource.Numbers> {

    /** Numbers. */
    record Numbers(long from, long until) implements SourceRange {
        @Override
        public long records() {
            return until - from;
        }

        @Override
        public String describe() {
            return from + " to " + until;
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
        return LongStream.iterate(range.from(), from -> from < range.until(), from -> from + partition)
                .mapToObj(from -> new Numbers(from, Math.min(range.until(), from + partition)))
                .toList();
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
            if (next >= count) {
                return Optional.empty();
            }
            Numbers range = new Numbers(next, Math.min(count, next + batch));
            next = range.until();
            return Optional.of(range);
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Long> {
        private final long until;
        private long next;

        Reader(Numbers split) {
            this.next = split.from();
            this.until = split.until();
        }

        @Override
        public boolean read(RecordOutput<Long> output, int max) throws Exception {
            long end = Math.min(until, next + max);
            while (next < end) {
                output.add(next++);
            }
            return next < until;
        }

        @Override
        public void close() {}
    }
}
