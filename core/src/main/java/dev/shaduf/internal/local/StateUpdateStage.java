// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.state.StatePartition;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one update of a state, for all partitions. */
final class StateUpdateStage {
    /** Records whose state is fetched together: enough for memory, few enough to stay in a processor's first cache. */
    private static final int FETCHED = 64;

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

    private Updating open(TaskContext task) throws Exception {
        StatePartition partition = partition(task.partition());
        KeyedState state = partition.begin(node.time());
        try {
            PlanNode initial = node.initial();
            if (initial != null && partition.isNew()) {
                Pipeline.drain(task, execution.open(work, initial, task), List.of(), new Loading(state));
            }
            return new Updating(partition, state);
        } catch (Throwable thrown) {
            partition.abort();
            throw thrown;
        }
    }

    /** Feeds the update of one partition and takes what it emits. */
    private final class Updating extends Collector<Object[]> {
        private final StatePartition partition;
        private final RecordBuffer emitted = new RecordBuffer();
        private final Stage update;
        private final @Nullable Object[] waiting = new @Nullable Object[FETCHED];
        private final int[] hashes = new int[FETCHED];
        private int count;

        Updating(StatePartition partition, KeyedState state) {
            this.partition = partition;
            this.update = node.update().open(state, node.time(), emitted);
        }

        @Override
        public void push(Object record) throws Exception {
            waiting[count] = record;
            if (++count == FETCHED) {
                pushWaiting();
            }
        }

        @SuppressWarnings("NullAway") // Places below count hold records.
        private void pushWaiting() {
            int end = count;
            count = 0;
            try {
                for (int i = 0; i < end; i++) {
                    hashes[i] = PortableHash.of(((Tuple2<?, ?>) waiting[i])._1());
                }
                partition.fetch(hashes, end);
                for (int i = 0; i < end; i++) {
                    update.push(waiting[i]);
                }
                // checkstyle: allow CatchThrowable, because a user's function may throw errors too
            } catch (Throwable thrown) {
                throw Failures.by(node.origin(), thrown);
            }
        }

        @Override
        public void finish() throws Exception {
            pushWaiting();
            try {
                update.finish();
                // checkstyle: allow CatchThrowable, because a user's function may throw errors too
            } catch (Throwable thrown) {
                throw Failures.by(node.origin(), thrown);
            }
        }

        @Override
        public Object[] result() {
            partition.finish();
            return emitted.toArray();
        }

        @Override
        public void abort() {
            partition.abort();
        }
    }

    /** Puts the initial pairs into a new table. */
    private static final class Loading extends Stage {
        private final KeyedState state;

        Loading(KeyedState state) {
            this.state = state;
        }

        @Override
        public void push(Object record) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            state.put(pair._1(), pair._2());
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}
    }
}
