// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.List;

/** Pairs the records of two partitions one by one. */
record ZipStep(Origin origin) implements PushStep {
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
            List<?>[] sides = (List<?>[]) ((Tuple2<?, ?>) record)._2();
            if (sides[0].size() != sides[1].size()) {
                throw new OperatorException(
                        origin,
                        new IllegalArgumentException("a partition with " + sides[0].size() + " records cannot be zipped"
                                + " with one of " + sides[1].size() + "; both RDDs need the same number in each"));
            }
            for (int i = 0; i < sides[0].size() && !next.satisfied(); i++) {
                next.push(new Tuple2<>(sides[0].get(i), sides[1].get(i)));
            }
        }
    }
}
