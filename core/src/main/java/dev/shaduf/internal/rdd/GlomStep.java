// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import java.util.ArrayList;
import java.util.List;

/** Gathers each partition into one list. */
record GlomStep() implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(next);
    }

    private static final class Running extends ChainedStage {
        private final List<Object> records = new ArrayList<>();

        Running(Stage next) {
            super(next);
        }

        @Override
        public void push(Object record) {
            records.add(record);
        }

        @Override
        public void finish() throws Exception {
            next.push(records);
            next.finish();
        }
    }
}
