// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt of one task, as its steps see it. Used by one thread. */
public final class TaskContext {
    private static final ThreadLocal<@Nullable TaskContext> CURRENT = new ThreadLocal<>();

    private final JobScope scope;
    private final int partition;
    private final int attempt;
    private final Map<Object, Object> locals;
    private final Deque<AutoCloseable> resources;

    /**
     * Creates the context of an attempt.
     *
     * @param scope the batch, or whatever else, that the job belongs to
     * @param partition the partition
     * @param attempt the attempt, from 0, unique within the job and partition
     */
    public TaskContext(JobScope scope, int partition, int attempt) {
        this(scope, partition, attempt, new HashMap<>(), new ArrayDeque<>());
    }

    private TaskContext(
            JobScope scope, int partition, int attempt, Map<Object, Object> locals, Deque<AutoCloseable> resources) {
        this.scope = scope;
        this.partition = partition;
        this.attempt = attempt;
        this.locals = locals;
        this.resources = resources;
    }

    /**
     * Returns this attempt as the steps of another node see it, whose partition, read by this task, has another number:
     * behind a union or a coalesced node.
     *
     * @param other the partition of that node
     * @return the same attempt, with the same values and resources; this one if the number is the same
     */
    public TaskContext at(int other) {
        return other == partition ? this : new TaskContext(scope, other, attempt, locals, resources);
    }

    /**
     * Returns this task with values of its own for {@link #local}: for a part of its work that counts though the rest may fail.
     *
     * @return a task of the same partition and attempt
     */
    public TaskContext apart() {
        return new TaskContext(scope, partition, attempt, new HashMap<>(), resources);
    }

    /**
     * Returns the task that the calling thread runs.
     *
     * @return the task, or {@code null} outside tasks
     */
    public static @Nullable TaskContext current() {
        return CURRENT.get();
    }

    /**
     * Sets the task that the calling thread runs; called by engines.
     *
     * @param task the task, or {@code null} when it has ended
     */
    public static void enter(@Nullable TaskContext task) {
        if (task == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(task);
        }
    }

    /**
     * Returns what the job belongs to.
     *
     * @return the scope
     */
    public JobScope scope() {
        return scope;
    }

    /**
     * Returns the partition.
     *
     * @return the partition, from 0
     */
    public int partition() {
        return partition;
    }

    /**
     * Returns the attempt.
     *
     * @return the attempt, from 0
     */
    public int attempt() {
        return attempt;
    }

    /**
     * Returns a value that belongs to this attempt, such as what it added to an accumulator.
     *
     * @param key the name of the value
     * @param initial makes the value when it is first asked for
     * @param <V> the type of the value
     * @return the value
     */
    @SuppressWarnings("unchecked")
    public <V> V local(Object key, Supplier<V> initial) {
        return (V) locals.computeIfAbsent(key, k -> initial.get());
    }

    /**
     * Returns all values that belong to this attempt.
     *
     * @return the values by key, live
     */
    public Map<Object, Object> locals() {
        return locals;
    }

    /**
     * Has something closed when the attempt ends, well or not, last in first.
     *
     * @param resource what to close
     */
    public void onEnd(AutoCloseable resource) {
        resources.push(resource);
    }

    /**
     * Closes what was given to {@link #onEnd}; called by engines.
     *
     * @throws Exception the first failure, others suppressed
     */
    public void end() throws Exception {
        Exception failure = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
