// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/**
 * Pairs each record with a number.
 *
 * @param firsts the number of the first record of each partition
 * @param stride how much greater the number of each next record is
 */
record NumberStep(List<Long> firsts, long stride) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(firsts.get(task.partition()), stride, next);
    }

    private static final class Running extends ChainedStage {
        private final long stride;
        private long number;

        Running(long first, long stride, Stage next) {
            super(next);
            this.number = first;
            this.stride = stride;
        }

        @Override
        public void push(Object record) throws Exception {
            next.push(new Tuple2<>(record, number));
            number += stride;
        }
    }
}
