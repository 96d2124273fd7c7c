// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Yields the numbers of a file that grows, eight bytes each: a replayable source in its simplest form. On a cluster the file
 * is one that all machines see.
 *
 * @param file the file
 * @param perBatch numbers per batch at most
 */
// tag::program[]
public record NumbersSource(String file, long perBatch)
        implements Source<Long, NumbersSource.Numbers, NumbersSource.Numbers> {
    // Places in the file: the first, and the one behind the last.
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
        return new Planner(Path.of(file));
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
    public SourceReader<Long> reader(Numbers split) throws IOException {
        return new Reader(Path.of(file), split);
    }

    private final class Planner implements SourcePlanner<Numbers> {
        private final Path path;
        private long next;

        Planner(Path path) {
            this.path = path;
        }

        @Override
        public void restore(Numbers last) {
            next = last.until();
        }

        @Override
        public Optional<Numbers> plan(ReadLimit limit) throws IOException {
            long arrived = Files.size(path) / Long.BYTES - next;
            long count = Math.min(Math.min(perBatch, limit.records()), arrived);
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
        private final DataInputStream in;
        private long left;

        Reader(Path path, Numbers split) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
            in.skipNBytes(split.from() * Long.BYTES);
            left = split.records();
        }

        @Override
        public boolean read(RecordOutput<Long> output, int max) throws Exception {
            for (int i = 0; i < max && left > 0; i++) {
                output.add(in.readLong());
                left--;
            }
            return left > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
// end::program[]
