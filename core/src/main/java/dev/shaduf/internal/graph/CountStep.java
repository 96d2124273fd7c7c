// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;

/** Counts the records of a partition: one pair with the count, also for an empty partition. */
record CountStep() implements PushStep {
    /** The key of all counts. */
    static final Integer KEY = 0;

    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Counting(next);
    }

    private static final class Counting extends ChainedStage {
        private long count;

        Counting(Stage next) {
            super(next);
        }

        @Override
        public void push(Object record) {
            count++;
        }

        @Override
        public void finish() throws Exception {
            next.push(new Tuple2<>(KEY, count));
            next.finish();
        }
    }
}
