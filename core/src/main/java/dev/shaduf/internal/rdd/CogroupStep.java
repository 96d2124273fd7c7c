// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/** Types what a cogroup of two gathers: from a key with its lists to a key with a pair of them. */
record CogroupStep() implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(next);
    }

    private static final class Running extends ChainedStage {
        Running(Stage next) {
            super(next);
        }

        @Override
        public void push(Object record) throws Exception {
            Tuple2<?, ?> gathered = (Tuple2<?, ?>) record;
            List<?>[] sides = (List<?>[]) gathered._2();
            next.push(new Tuple2<>(gathered._1(), new Tuple2<>(sides[0], sides[1])));
        }
    }
}
