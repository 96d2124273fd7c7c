// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.state.StatePartition;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.engine.state.UpdateRun;
import java.util.List;

/** Runs one update of a state, for all partitions. */
final class StateUpdateStage {
    private final StateTables tables;
    private final Execution execution;
    private final Work work;
    private final StateUpdateNode node;

    StateUpdateStage(StateTables tables, Execution execution, Work work, StateUpdateNode node) {
        this.tables = tables;
        this.execution = execution;
        this.work = work;
        this.node = node;
    }

    /** Runs the update and returns what it emitted, by partition. */
    Object[][] run() throws Exception {
        if (TaskContext.current() != null) {
            throw new IllegalStateException("the state '" + node.uid() + "' of time " + node.time()
                    + " has not been updated, and a task cannot do that");
        }
        tables.layOut(node.uid(), node.target());
        PlanNode initial = node.initial();
        if (initial != null && partition(0).isNew()) {
            execution.prepare(work, initial, Preparation.all(initial));
        }
        try {
            return execution.runAll(work, node.input(), this::open).toArray(Object[][]::new);
        } catch (Throwable thrown) {
            // Partitions that were updated before another failed must not look as if the update had been made.
            for (int i = 0; i < node.partitions(); i++) {
                partition(i).undo(node.time());
            }
            throw thrown;
        }
    }

    private StatePartition partition(int partition) {
        return tables.partition(node.uid(), partition, node.partitions());
    }

    private UpdateRun open(TaskContext task) throws Exception {
        StatePartition partition = partition(task.partition());
        UpdateRun run = UpdateRun.begin(
                partition,
                node.time(),
                node.update(),
                node.origin(),
                () -> tables.write(node.uid(), task.partition(), node.time()));
        try {
            PlanNode initial = node.initial();
            if (initial != null && partition.isNew()) {
                Pipeline.drain(task, execution.open(work, initial, task), List.of(), run.initial());
            }
            return run;
        } catch (Throwable thrown) {
            run.abort();
            throw thrown;
        }
    }
}
