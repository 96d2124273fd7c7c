// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/** Makes the matches of a join from what a cogroup of two gathered. */
record JoinStep(JoinKind kind) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(kind, next);
    }

    private static final class Running extends ChainedStage {
        private final JoinKind kind;

        Running(JoinKind kind, Stage next) {
            super(next);
            this.kind = kind;
        }

        @Override
        public void push(Object record) throws Exception {
            Tuple2<?, ?> gathered = (Tuple2<?, ?>) record;
            List<?>[] sides = (List<?>[]) gathered._2();
            for (Object left : kind.left(sides[0])) {
                for (Object right : kind.right(sides[1])) {
                    next.push(new Tuple2<>(gathered._1(), new Tuple2<>(left, right)));
                }
                Pipeline.heedInterrupt();
                if (next.satisfied()) {
                    return;
                }
            }
        }
    }
}
