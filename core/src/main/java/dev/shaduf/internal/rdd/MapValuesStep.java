// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;

/** A function applied to each value; keys stay. */
record MapValuesStep(Function<Object, Object> f, Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(f, origin, next);
    }

    private static final class Running extends ChainedStage {
        private final Function<Object, Object> f;
        private final Origin origin;

        Running(Function<Object, Object> f, Origin origin, Stage next) {
            super(next);
            this.f = f;
            this.origin = origin;
        }

        @Override
        public void push(Object record) throws Exception {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            Object result;
            try {
                result = f.call(pair._2());
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
            if (result == null) {
                throw Nulls.part(origin, "value");
            }
            next.push(new Tuple2<>(pair._1(), result));
        }
    }
}
