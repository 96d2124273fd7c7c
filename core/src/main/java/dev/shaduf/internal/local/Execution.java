// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.engine.state.StateSpill;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a stage after everything that it reads; shuffles and states use it for the stages that they need in turn. */
final class Execution {
    private final Shuffles shuffles;
    private final States states;
    private final Partitions partitions;
    private final Preparation preparation;
    private final Stages stages;

    Execution(
            TaskPool pool, int attempts, Storage storage, Supplier<SortSpace> sortSpaces, @Nullable StateSpill spill) {
        shuffles = new Shuffles(this, sortSpaces);
        states = new States(this, spill);
        partitions = new Partitions(shuffles, storage, states);
        preparation = new Preparation(shuffles, storage, states);
        stages = new Stages(pool, attempts, partitions);
    }

    Shuffles shuffles() {
        return shuffles;
    }

    States states() {
        return states;
    }

    void prepare(Work work, PlanNode node, List<Integer> wanted) throws Exception {
        preparation.prepare(work, node, wanted);
    }

    <R> List<R> run(Work work, PlanNode node, List<Integer> wanted, Terminal<R> terminal) throws Exception {
        preparation.prepare(work, node, wanted);
        return stages.run(work, node, wanted, terminal);
    }

    <R> List<R> runAll(Work work, PlanNode node, Terminal<R> terminal) throws Exception {
        return run(work, node, Preparation.all(node), terminal);
    }

    /** Opens a partition of a node from within a task. */
    Input open(Work work, PlanNode node, TaskContext task) throws Exception {
        return partitions.open(work, node, task);
    }
}
