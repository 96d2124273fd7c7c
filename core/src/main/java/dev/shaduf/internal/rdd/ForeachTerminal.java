// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.function.VoidFunction;

/** Runs a function on each record; its result says nothing. */
record ForeachTerminal(VoidFunction<Object> f, Origin origin) implements Terminal<Boolean> {
    @Override
    public Collector<Boolean> open(TaskContext task) {
        return new Running(f, origin);
    }

    private static final class Running extends Collector<Boolean> {
        private final VoidFunction<Object> f;
        private final Origin origin;

        Running(VoidFunction<Object> f, Origin origin) {
            this.f = f;
            this.origin = origin;
        }

        @Override
        public void push(Object record) {
            try {
                f.call(record);
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public Boolean result() {
            return true;
        }
    }
}
