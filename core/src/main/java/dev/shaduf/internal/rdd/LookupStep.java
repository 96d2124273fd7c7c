// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.Objects;

/** Keeps the pairs of one key. */
record LookupStep(Object key) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(key, next);
    }

    private static final class Running extends ChainedStage {
        private final Object key;

        Running(Object key, Stage next) {
            super(next);
            this.key = key;
        }

        @Override
        public void push(Object record) throws Exception {
            if (Objects.equals(key, ((Tuple2<?, ?>) record)._1())) {
                next.push(record);
            }
        }
    }
}
