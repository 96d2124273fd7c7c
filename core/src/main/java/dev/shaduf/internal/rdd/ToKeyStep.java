// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;

/** Makes each record the key of a pair whose value says nothing. */
record ToKeyStep() implements PushStep {
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
            next.push(new Tuple2<>(record, Boolean.TRUE));
        }
    }
}
