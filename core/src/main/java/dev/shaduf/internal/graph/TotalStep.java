// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;

/** Adds up the counts of {@link CountStep}: one pair with the total, also for none. */
record TotalStep() implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Adding(next);
    }

    private static final class Adding extends ChainedStage {
        private long total;

        Adding(Stage next) {
            super(next);
        }

        @Override
        public void push(Object record) {
            total += (Long) ((Tuple2<?, ?>) record)._2();
        }

        @Override
        public void finish() throws Exception {
            next.push(new Tuple2<>(CountStep.KEY, total));
            next.finish();
        }
    }
}
