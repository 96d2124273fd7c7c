// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of an input after push steps. Bound when the stage that they go to is known. */
final class PushInput implements Input {
    private final TaskContext task;
    private final Input input;
    private final List<? extends Step> steps;
    private @Nullable Stage first;

    PushInput(TaskContext task, Input input, List<? extends Step> steps) {
        this.task = task;
        this.input = input;
        this.steps = steps;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        Stage chain = first;
        if (chain == null) {
            chain = Pipeline.bind(task, steps, new Tail(into));
            first = chain;
        }
        if (input.advance(chain, max)) {
            return true;
        }
        chain.finish();
        return false;
    }

    @Override
    public void close() throws Exception {
        input.close();
    }

    /** Ends the chain without ending the stage it feeds, which may have more to come from other inputs. */
    private static final class Tail extends ChainedStage {
        Tail(Stage next) {
            super(next);
        }

        @Override
        public void push(Object record) throws Exception {
            next.push(record);
        }

        @Override
        public void finish() {}
    }
}
