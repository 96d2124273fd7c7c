// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.time.Time;

/** An update whose table is checked: when it is opened, at each value that goes in, and when it is finished. */
final class CheckedUpdate implements StateUpdate {
    private final transient StateUpdateNode node;
    private final transient ValuePrints prints;

    CheckedUpdate(StateUpdateNode node, ValuePrints prints) {
        this.node = node;
        this.prints = prints;
    }

    @Override
    public Stage open(KeyedState state, Time time, Stage emit) {
        TaskContext task = TaskContext.current();
        PartitionPrints known = prints.of(node.uid(), task == null ? 0 : task.partition());
        CheckedState checked = new CheckedState(state, known, node);
        checked.checkAll();
        return new CheckedStage(node.update().open(checked, time, emit), checked);
    }

    @Override
    public boolean emitsByKey() {
        return node.update().emitsByKey();
    }

    private static final class CheckedStage extends Stage {
        private final Stage stage;
        private final CheckedState state;

        CheckedStage(Stage stage, CheckedState state) {
            this.stage = stage;
            this.state = state;
        }

        @Override
        public void push(Object record) throws Exception {
            stage.push(record);
        }

        @Override
        public boolean satisfied() {
            return stage.satisfied();
        }

        @Override
        public void finish() throws Exception {
            stage.finish();
            state.checkHandedOut();
        }
    }
}
