// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;

/** Pairs each record with the number of its partition, by which a {@link PositionPartitioner} finds it where it is. */
record PlaceStep() implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(task.partition(), next);
    }

    private static final class Running extends ChainedStage {
        private final Integer partition;

        Running(Integer partition, Stage next) {
            super(next);
            this.partition = partition;
        }

        @Override
        public void push(Object record) throws Exception {
            next.push(new Tuple2<>(partition, record));
        }
    }
}
