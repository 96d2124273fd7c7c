// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another step that sets aside the records that it throws for. What the step makes of a record is held until the step has
 * returned, so that a record is either handed on whole or set aside whole.
 */
record SettingAsideStep(PushStep step, SetAside target) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        Held held = new Held(next);
        return new Running(step.bind(task, held), held, target.open(task));
    }

    private static final class Running extends Stage {
        private final Stage step;
        private final Held held;
        private final SetAside.Letters letters;

        Running(Stage step, Held held, SetAside.Letters letters) {
            this.step = step;
            this.held = held;
            this.letters = letters;
        }

        @Override
        public void push(Object record) throws Exception {
            try {
                step.push(record);
            } catch (OperatorException e) {
                held.results.clear();
                if (!isOfTheRecord(e.thrown())) {
                    throw e;
                }
                letters.add(record, Map.of(), e.thrown());
            }
            held.handOn();
        }

        /** An interrupt ends the task; an error of the JVM says nothing about the record, unless the record is too deep. */
        private static boolean isOfTheRecord(Throwable thrown) {
            return thrown instanceof StackOverflowError
                    || (thrown instanceof Exception && !(thrown instanceof InterruptedException));
        }

        @Override
        public boolean satisfied() {
            return step.satisfied();
        }

        @Override
        public void finish() throws Exception {
            step.finish();
        }
    }

    /** Stands between the step and the next one. */
    private static final class Held extends Stage {
        private final List<Object> results = new ArrayList<>();
        private final Stage next;

        Held(Stage next) {
            this.next = next;
        }

        @Override
        public void push(Object record) {
            results.add(record);
        }

        void handOn() throws Exception {
            for (int i = 0; i < results.size() && !next.satisfied(); i++) {
                next.push(results.get(i));
            }
            results.clear();
        }

        @Override
        public boolean satisfied() {
            return next.satisfied();
        }

        @Override
        public void finish() throws Exception {
            next.finish();
        }
    }
}
