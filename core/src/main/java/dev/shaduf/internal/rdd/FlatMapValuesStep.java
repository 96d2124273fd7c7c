// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.FlatMapFunction;
import dev.shaduf.function.Tuple2;
import java.util.Iterator;

/** A function from each value to any number of values; keys stay. */
record FlatMapValuesStep(FlatMapFunction<Object, Object> f, Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(f, origin, next);
    }

    private static final class Running extends ChainedStage {
        private final FlatMapFunction<Object, Object> f;
        private final Origin origin;

        Running(FlatMapFunction<Object, Object> f, Origin origin, Stage next) {
            super(next);
            this.f = f;
            this.origin = origin;
        }

        @Override
        public void push(Object record) throws Exception {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            Iterator<Object> result;
            try {
                result = f.call(pair._2());
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
            if (result == null) {
                throw Nulls.iterator(origin);
            }
            Emission.eachWithKey(pair._1(), result, next, origin);
        }
    }
}
