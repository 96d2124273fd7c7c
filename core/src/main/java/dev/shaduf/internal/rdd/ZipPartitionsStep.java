// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PullStep;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.FlatMapFunction2;
import dev.shaduf.function.Tuple2;
import java.util.Iterator;
import java.util.List;

/** A function from the records of two partitions to results; called for empty partitions, too. */
record ZipPartitionsStep(FlatMapFunction2<Iterator<Object>, Iterator<Object>, Object> f, Origin origin)
        implements PullStep {
    private static final List<?>[] EMPTY = {List.of(), List.of()};

    @Override
    public Iterator<Object> apply(TaskContext task, Iterator<Object> records) {
        List<?>[] sides = records.hasNext() ? (List<?>[]) ((Tuple2<?, ?>) records.next())._2() : EMPTY;
        Iterator<Object> results;
        try {
            results = f.call(Erased.as(sides[0].iterator()), Erased.as(sides[1].iterator()));
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (results == null) {
            throw Nulls.iterator(origin);
        }
        return new UserIterator(results, origin);
    }
}
