// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.TaskContext;
import dev.shaduf.rdd.Accumulator;
import java.util.Map;

/**
 * Gathers what is added: within a task apart from others, until the task has succeeded; elsewhere at once.
 *
 * @param <A> what is added
 * @param <R> what is read
 * @param <S> what additions are gathered in
 */
abstract class LocalAccumulator<A, R, S> implements Accumulator<A, R> {
    private static final long serialVersionUID = 1L;

    private final String name;

    LocalAccumulator(String name) {
        this.name = name;
    }

    /** Adds what a task gathered, once it has succeeded. */
    static void mergeAll(TaskContext task) {
        for (Map.Entry<Object, Object> local : task.locals().entrySet()) {
            if (local.getKey() instanceof LocalAccumulator<?, ?, ?> accumulator) {
                accumulator.mergeUnchecked(local.getValue());
            }
        }
    }

    /** Leaves it to another task to add what a task gathered. */
    static void handOver(TaskContext from, TaskContext to) {
        for (Map.Entry<Object, Object> local : from.locals().entrySet()) {
            if (local.getKey() instanceof LocalAccumulator<?, ?, ?> accumulator) {
                accumulator.mergeUnchecked(to, local.getValue());
            }
        }
    }

    @Override
    public final void add(A value) {
        TaskContext task = TaskContext.current();
        if (task == null) {
            synchronized (this) {
                add(total(), value);
            }
        } else {
            add(task.local(this, this::empty), value);
        }
    }

    @Override
    public final String name() {
        return name;
    }

    /** Returns what has been gathered in all; guarded by this. */
    abstract S total();

    abstract S empty();

    abstract void add(S sum, A value);

    abstract void merge(S sum, S gathered);

    @SuppressWarnings("unchecked")
    private synchronized void mergeUnchecked(Object gathered) {
        merge(total(), (S) gathered);
    }

    @SuppressWarnings("unchecked")
    private void mergeUnchecked(TaskContext task, Object gathered) {
        merge(task.local(this, this::empty), (S) gathered);
    }
}
