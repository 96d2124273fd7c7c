// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import java.util.SplittableRandom;

/** Keeps the records whose random number, from 0 to 1, lies in a range. */
record DrawStep(double from, double to, long seed) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(from, to, Draws.random(seed, task.partition()), next);
    }

    private static final class Running extends ChainedStage {
        private final double from;
        private final double to;
        private final SplittableRandom random;

        Running(double from, double to, SplittableRandom random, Stage next) {
            super(next);
            this.from = from;
            this.to = to;
            this.random = random;
        }

        @Override
        public void push(Object record) throws Exception {
            double number = random.nextDouble();
            if (number >= from && number < to) {
                next.push(record);
            }
        }
    }
}
