// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PullStep;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Function2;
import java.util.Iterator;

/** A function from the number of a partition and its records to its results. */
record IndexedPartitionsStep(Function2<Integer, Iterator<Object>, Iterator<Object>> f, Origin origin)
        implements PullStep {
    @Override
    public Iterator<Object> apply(TaskContext task, Iterator<Object> records) {
        Iterator<Object> results;
        try {
            results = f.call(task.partition(), records);
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (results == null) {
            throw Nulls.iterator(origin);
        }
        return new UserIterator(results, origin);
    }
}
