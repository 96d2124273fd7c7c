// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/** Keeps the keys that both sides of a cogroup have, once each. */
record CommonKeysStep() implements PushStep {
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
            if (!sides[0].isEmpty() && !sides[1].isEmpty()) {
                next.push(gathered._1());
            }
        }
    }
}
