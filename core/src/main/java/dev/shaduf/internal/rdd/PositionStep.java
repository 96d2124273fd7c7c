// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.stream.IntStream;

/**
 * Deals records out to partitions in turn, beginning elsewhere in each source partition: where a record goes depends on
 * its position alone. The pairs are meant for a {@link PositionPartitioner}.
 */
record PositionStep(int partitions) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        Integer[] targets = IntStream.range(0, partitions).boxed().toArray(Integer[]::new);
        return new Running(targets, Math.floorMod(task.partition(), partitions), next);
    }

    private static final class Running extends ChainedStage {
        private final Integer[] targets;
        private int target;

        Running(Integer[] targets, int first, Stage next) {
            super(next);
            this.targets = targets;
            this.target = first;
        }

        @Override
        public void push(Object record) throws Exception {
            next.push(new Tuple2<>(targets[target], record));
            target = target + 1 == targets.length ? 0 : target + 1;
        }
    }
}
