// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;

/** Keeps the value of each pair. */
record ValuesStep(Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(origin, next);
    }

    private static final class Running extends ChainedStage {
        private final Origin origin;

        Running(Origin origin, Stage next) {
            super(next);
            this.origin = origin;
        }

        @Override
        public void push(Object record) throws Exception {
            Object side = ((Tuple2<?, ?>) record)._2();
            if (side == null) {
                throw Nulls.side(origin, "value");
            }
            next.push(side);
        }
    }
}
