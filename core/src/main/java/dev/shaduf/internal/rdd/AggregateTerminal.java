// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.function.Function2;

/** Adds the records of a partition to a neutral value. */
record AggregateTerminal(ZeroValue zero, Function2<Object, Object, Object> add, Origin origin)
        implements Terminal<Object> {
    @Override
    public Collector<Object> open(TaskContext task) throws Exception {
        return new Running(zero.call(), add, origin);
    }

    private static final class Running extends Collector<Object> {
        private final Function2<Object, Object, Object> add;
        private final Origin origin;
        private Object combined;

        Running(Object zero, Function2<Object, Object, Object> add, Origin origin) {
            this.combined = zero;
            this.add = add;
            this.origin = origin;
        }

        @Override
        public void push(Object record) {
            combined = ReduceTerminal.combine(add, combined, record, origin);
        }

        @Override
        public Object result() {
            return combined;
        }
    }
}
