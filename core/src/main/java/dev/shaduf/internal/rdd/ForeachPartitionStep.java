// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PullStep;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.VoidFunction;
import java.util.Collections;
import java.util.Iterator;

/** Runs a function on the records of a partition and yields nothing. */
record ForeachPartitionStep(VoidFunction<Iterator<Object>> f, Origin origin) implements PullStep {
    @Override
    public Iterator<Object> apply(TaskContext task, Iterator<Object> records) {
        try {
            f.call(records);
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        return Collections.emptyIterator();
    }
}
