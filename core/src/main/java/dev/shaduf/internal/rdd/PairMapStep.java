// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.PairFunction;
import dev.shaduf.function.Tuple2;

/** A function from each record to a pair. */
record PairMapStep(PairFunction<Object, Object, Object> f, Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(f, origin, next);
    }

    private static final class Running extends ChainedStage {
        private final PairFunction<Object, Object, Object> f;
        private final Origin origin;

        Running(PairFunction<Object, Object, Object> f, Origin origin, Stage next) {
            super(next);
            this.f = f;
            this.origin = origin;
        }

        @Override
        public void push(Object record) throws Exception {
            Tuple2<Object, Object> result;
            try {
                result = f.call(record);
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
            if (result == null) {
                throw Nulls.record(origin);
            }
            next.push(result);
        }
    }
}
