// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/** Pairs every record of one partition with every record of another. */
record CartesianStep() implements PushStep {
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
            List<?>[] sides = (List<?>[]) ((Tuple2<?, ?>) record)._2();
            for (Object left : sides[0]) {
                for (Object right : sides[1]) {
                    next.push(new Tuple2<>(left, right));
                }
                Pipeline.heedInterrupt();
                if (next.satisfied()) {
                    return;
                }
            }
        }
    }
}
