// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Function;

/** Keeps the records for which a condition holds. */
record FilterStep(Function<Object, Boolean> f, Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(f, origin, next);
    }

    private static final class Running extends ChainedStage {
        private final Function<Object, Boolean> f;
        private final Origin origin;

        Running(Function<Object, Boolean> f, Origin origin, Stage next) {
            super(next);
            this.f = f;
            this.origin = origin;
        }

        @Override
        public void push(Object record) throws Exception {
            Boolean result;
            try {
                result = f.call(record);
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
            if (result == null) {
                throw Nulls.condition(origin);
            }
            if (result) {
                next.push(record);
            }
        }
    }
}
