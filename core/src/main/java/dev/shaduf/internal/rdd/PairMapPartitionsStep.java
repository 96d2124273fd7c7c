// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PullStep;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.PairFlatMapFunction;
import dev.shaduf.function.Tuple2;
import java.util.Iterator;

/** A function from the records of a partition to its pairs. */
record PairMapPartitionsStep(PairFlatMapFunction<Iterator<Object>, Object, Object> f, Origin origin)
        implements PullStep {
    @Override
    public Iterator<Object> apply(TaskContext task, Iterator<Object> records) {
        Iterator<Tuple2<Object, Object>> results;
        try {
            results = f.call(records);
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (results == null) {
            throw Nulls.iterator(origin);
        }
        return new UserIterator(results, origin);
    }
}
