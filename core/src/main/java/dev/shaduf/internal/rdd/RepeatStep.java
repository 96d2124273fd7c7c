// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import java.util.SplittableRandom;

/** Hands each record on a random number of times, which has a Poisson distribution. */
record RepeatStep(double mean, long seed) implements PushStep {
    /** What the method of multiplication can do without the product becoming too small. */
    private static final double MOST_AT_ONCE = 100;

    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(mean, Draws.random(seed, task.partition()), next);
    }

    private static final class Running extends ChainedStage {
        private final double mean;
        private final SplittableRandom random;

        Running(double mean, SplittableRandom random, Stage next) {
            super(next);
            this.mean = mean;
            this.random = random;
        }

        @Override
        public void push(Object record) throws Exception {
            for (long times = times(); times > 0; times--) {
                next.push(record);
            }
        }

        private long times() {
            long times = 0;
            for (double left = mean; left > 0; left -= MOST_AT_ONCE) {
                double least = Math.exp(-Math.min(left, MOST_AT_ONCE));
                for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
                    times++;
                }
            }
            return times;
        }
    }
}
