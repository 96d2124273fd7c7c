// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;

/** The input that reads ranges of a source: one partition per split. */
public final class SourceStream<T, R extends SourceRange, S extends Serializable> extends StreamInput<T> {
    private final Source<T, R, S> source;

    SourceStream(Operation operation, Source<T, R, S> source) {
        super(operation);
        this.source = source;
    }

    /** Returns the source, for the scheduler to plan ranges with. */
    public Source<T, R, S> source() {
        return source;
    }

    @Override
    boolean handlesRecordsOneByOne() {
        return true;
    }

    @Override
    public Guarantee promise() {
        return source.promise();
    }

    @Override
    public String promiseReason() {
        return "source '" + name() + "' (" + origin() + ") promises no more";
    }

    @Override
    String described() {
        return source.name();
    }

    // The ranges of a plan come from the planner of this source.
    @SuppressWarnings("unchecked")
    @Override
    RDD<T> read(InputPlan plan, Time time) {
        if (!(plan instanceof InputPlan.Range planned)) {
            throw unexpected(plan);
        }
        R range = (R) planned.range();
        List<S> splits;
        try {
            splits = List.copyOf(source.splits(range, planned.splits()));
        } catch (RuntimeException | Error e) {
            throw OperatorException.of(origin(), e);
        }
        return records(
                splits.size(),
                new SplitReader<>(source, range, splits, setAside(time).orElse(null), origin()));
    }
}
