// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A source that can be read again: a file of lines of one length, to which another process appends.
 *
 * @param path the file
 * @param lineBytes the bytes of a line with its end
 * @param most lines at most in a batch
 */
record LineFile(String path, int lineBytes, int most) implements Source<String, LineFile.Lines, LineFile.Lines> {
    private static final AtomicLong COMMITTED = new AtomicLong();

    /** Lines, by number from 0. */
    record Lines(long from, long until) implements SourceRange {
        @Override
        public long records() {
            return until - from;
        }

        @Override
        public String describe() {
            return "lines " + from + " to " + until;
        }
    }

    @Override
    public String name() {
        return "lines(" + path + ")";
    }

    @Override
    public SourcePlanner<Lines> open(SourceContext context) {
        return new Planner();
    }

    @Override
    public List<Lines> splits(Lines range, int layout) {
        int count = layout == 0 ? 2 : layout;
        List<Lines> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            splits.add(new Lines(
                    range.from() + range.records() * i / count, range.from() + range.records() * (i + 1) / count));
        }
        return splits;
    }

    @Override
    public SourceReader<String> reader(Lines split) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path, "r");
        file.seek(split.from() * lineBytes);
        return new Reader(file, split.records());
    }

    private final class Planner implements SourcePlanner<Lines> {
        private long next;

        @Override
        public void restore(Lines last) {
            next = last.until();
        }

        @Override
        public Optional<Lines> plan(ReadLimit limit) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
                long there = file.length() / lineBytes;
                long until = Math.min(there, next + Math.min(most, limit.records()));
                Optional<Lines> range = until > next ? Optional.of(new Lines(next, until)) : Optional.empty();
                next = Math.max(next, until);
                return range;
            }
        }

        @Override
        public void committed(Lines range) {
            COMMITTED.accumulateAndGet(range.until(), Math::max);
        }

        @Override
        public void close() {}
    }

    /** Returns how many lines this process knows to be durably processed. */
    static long committed() {
        return COMMITTED.get();
    }

    private final class Reader implements SourceReader<String> {
        private final RandomAccessFile file;
        private final byte[] line = new byte[lineBytes];
        private long left;

        Reader(RandomAccessFile file, long lines) {
            this.file = file;
            this.left = lines;
        }

        @Override
        public boolean read(RecordOutput<String> output, int max) throws Exception {
            for (int i = 0; i < max && left > 0; i++) {
                file.readFully(line);
                output.add(new String(line, 0, lineBytes - 1, StandardCharsets.UTF_8).strip());
                left--;
            }
            return left > 0;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
