// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.util.ArrayList;
import java.util.List;

/** A source that reads the batches it was made with; a range is the number of a batch. */
record FedSource<T>(List<List<T>> batches, int parts) implements Source<T, FedSource.Range, FedSource.Split> {
    record Range(int batch, long records) implements SourceRange {
        @Override
        public String describe() {
            return "batch " + batch;
        }
    }

    record Split(int batch, int from, int to) implements java.io.Serializable {}

    InputPlan plan(int batch) {
        return batch < batches.size()
                ? new InputPlan.Range(new Range(batch, batches.get(batch).size()), parts)
                : new InputPlan.Nothing();
    }

    @Override
    public String name() {
        return "fed";
    }

    @Override
    public SourcePlanner<Range> open(SourceContext context) {
        throw new UnsupportedOperationException("the harness plans");
    }

    @Override
    public List<Split> splits(Range range, int layout) {
        List<Split> splits = new ArrayList<>();
        int size = batches.get(range.batch()).size();
        for (int part = 0; part < layout; part++) {
            splits.add(new Split(range.batch(), size * part / layout, size * (part + 1) / layout));
        }
        return splits;
    }

    @Override
    public SourceReader<T> reader(Split split) {
        var records =
                batches.get(split.batch()).subList(split.from(), split.to()).iterator();
        return new SourceReader<>() {
            @Override
            public boolean read(dev.shaduf.spi.RecordOutput<T> output, int max) throws Exception {
                for (int i = 0; i < max && records.hasNext(); i++) {
                    output.add(records.next());
                }
                return records.hasNext();
            }

            @Override
            public void close() {}
        };
    }
}
