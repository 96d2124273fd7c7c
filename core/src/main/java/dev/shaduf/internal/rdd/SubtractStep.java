// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/** Keeps the pairs of the first side of a cogroup whose key the second does not have. */
record SubtractStep() implements PushStep {
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
            if (sides[1].isEmpty()) {
                for (Object value : sides[0]) {
                    next.push(new Tuple2<>(gathered._1(), value));
                }
            }
        }
    }
}
