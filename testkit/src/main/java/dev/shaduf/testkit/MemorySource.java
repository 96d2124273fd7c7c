// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceReader;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A replayable source in memory, fed by a test. Each {@link #add} is one range, which one batch takes; a range is cut only
 * where the limit of a batch is lower. Batches for which nothing was added are empty.
 *
 * <p>The source is a serializable description: a copy made by serialization reads the same records in the same JVM.
 * Safe for use by many threads.
 *
 * <pre>{@code
 * MemorySource<String> lines = new MemorySource<>("lines");
 * lines.add(List.of("a", "b"));
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class MemorySource<T> implements Source<T, MemoryRange, MemorySplit> {
    private final String name;
    private final Shared<MemoryShelf<T>> shared;

    /**
     * Creates a source without records.
     *
     * @param name its name; sources of one name do not share records
     */
    public MemorySource(String name) {
        this.name = name;
        this.shared = new Shared<>(new MemoryShelf<T>());
    }

    /**
     * Adds records for the next batch that has none yet, in one partition.
     *
     * @param records the records, in order; copied
     * @return this source
     */
    public MemorySource<T> add(List<T> records) {
        return addPartitions(List.of(records));
    }

    /**
     * Adds an empty batch, so that what is added next goes into the one after.
     *
     * @return this source
     */
    public MemorySource<T> addNothing() {
        return add(List.of());
    }

    /**
     * Adds records for the next batch that has none yet, in given partitions.
     *
     * @param partitions the records of each partition, in order; copied
     * @return this source
     */
    public MemorySource<T> addPartitions(List<List<T>> partitions) {
        shelf().add(partitions);
        return this;
    }

    /**
     * Says from now on, when asked, that what was added so far cannot be read again; as a source does whose records expire.
     *
     * @return this source
     */
    public MemorySource<T> forgetPast() {
        shelf().forgetPast();
        return this;
    }

    /**
     * Lists what the stream has declared to be durably processed.
     *
     * @return the ranges, in the order in which they were declared
     */
    public List<MemoryRange> committed() {
        return shelf().committed();
    }

    /**
     * Counts the planners that are open.
     *
     * @return 1 while a context runs, 0 when it has let go
     */
    public int openPlanners() {
        return shelf().openPlanners();
    }

    @Override
    public String name() {
        return "memory(" + name + ")";
    }

    @Override
    public SourcePlanner<MemoryRange> open(SourceContext context) {
        return new Planner<>(shelf());
    }

    @Override
    public List<MemorySplit> splits(MemoryRange range, int layout) {
        return shelf().splits(range, layout);
    }

    @Override
    @SuppressWarnings("unchecked") // The split was made of records of this source.
    public SourceReader<T> reader(MemorySplit split) {
        return new Reader<>((Iterator<T>) split.records().iterator());
    }

    private MemoryShelf<T> shelf() {
        return shared.here()
                .orElseThrow(() -> new IllegalStateException("'" + name
                        + "' was made in another JVM: a source in memory is" + " planned in the JVM of the test"));
    }

    private static final class Planner<T> implements SourcePlanner<MemoryRange> {
        private final MemoryShelf<T> shelf;
        private MemoryRange last = new MemoryRange(-1, 0, 0);
        private boolean closed;

        Planner(MemoryShelf<T> shelf) {
            this.shelf = shelf;
            shelf.opened();
        }

        @Override
        public void restore(MemoryRange range) {
            last = range;
        }

        @Override
        public Optional<Serializable> memory() {
            return Optional.of(last);
        }

        @Override
        public void restore(Serializable memory, List<MemoryRange> since) {
            last = since.isEmpty() ? (MemoryRange) memory : since.get(since.size() - 1);
        }

        @Override
        public Optional<MemoryRange> plan(ReadLimit limit) {
            Optional<MemoryRange> next = shelf.after(last, limit.records());
            next.ifPresent(range -> last = range);
            return next.filter(range -> range.records() > 0);
        }

        @Override
        public boolean canRead(MemoryRange range) {
            return shelf.canRead(range);
        }

        @Override
        public void committed(MemoryRange range) {
            shelf.commit(range);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                shelf.closed();
            }
        }
    }

    private record Reader<T>(Iterator<T> records) implements SourceReader<T> {
        @Override
        public boolean read(RecordOutput<T> output, int max) throws Exception {
            for (int i = 0; i < max && records.hasNext(); i++) {
                output.add(records.next());
            }
            return records.hasNext();
        }

        @Override
        public void close() {}
    }
}
