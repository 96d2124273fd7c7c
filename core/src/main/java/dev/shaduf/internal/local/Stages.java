// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages: a terminal over partitions of a node, each in as many attempts as are allowed. */
final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private final TaskPool pool;
    private final int attempts;
    private final Partitions partitions;

    Stages(TaskPool pool, int attempts, Partitions partitions) {
        this.pool = pool;
        this.attempts = attempts;
        this.partitions = partitions;
    }

    /**
     * Runs a stage and returns the results in the order of the partitions. Called by a task, which has a place already, it
     * runs on the task's thread.
     */
    @SuppressWarnings("unchecked")
    <R> List<R> run(Work work, PlanNode node, List<Integer> wanted, Terminal<R> terminal) throws Exception {
        TaskSet.Body body = index -> attempts(work, node, wanted.get(index), terminal);
        @Nullable
        Object[] results =
                TaskContext.current() == null ? pool.run(work, wanted.size(), body) : inline(wanted.size(), body);
        List<R> list = new ArrayList<>(results.length);
        for (Object result : results) {
            list.add((R) result);
        }
        return list;
    }

    private static @Nullable Object[] inline(int size, TaskSet.Body body) throws Exception {
        @Nullable Object[] results = new @Nullable Object[size];
        for (int i = 0; i < size; i++) {
            results[i] = body.run(i);
        }
        return results;
    }

    private <R> R attempts(Work work, PlanNode node, int partition, Terminal<R> terminal) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return attempt(work, node, new TaskContext(work.scope(), partition, attempt), terminal);
                // checkstyle: allow CatchThrowable, because errors such as a failed assertion are tried again too
            } catch (Throwable thrown) {
                if (attempt + 1 >= attempts || work.cancelled() || !Failures.worthAnotherAttempt(thrown)) {
                    throw thrown;
                }
                LOG.warn(
                        "attempt {} of partition {} of {} failed; trying again",
                        attempt + 1,
                        partition,
                        work.name(),
                        thrown);
            }
        }
    }

    private <R> R attempt(Work work, PlanNode node, TaskContext task, Terminal<R> terminal) throws Exception {
        TaskContext outer = TaskContext.current();
        TaskContext.enter(task);
        try {
            R result = compute(work, node, task, terminal);
            task.end();
            LocalAccumulator.mergeAll(task);
            return result;
        } catch (Throwable thrown) {
            if (thrown instanceof OperatorException named) {
                named.inPartition(task.partition());
            }
            endAfter(thrown, task);
            throw thrown;
        } finally {
            TaskContext.enter(outer);
        }
    }

    private <R> R compute(Work work, PlanNode node, TaskContext task, Terminal<R> terminal) throws Exception {
        Collector<R> last = terminal.open(task);
        try {
            partitions.drain(work, node, task, last);
            return last.result();
        } catch (Throwable thrown) {
            last.abort();
            throw thrown;
        }
    }

    private static void endAfter(Throwable thrown, TaskContext task) {
        try {
            task.end();
        } catch (Exception e) {
            Failures.suppress(thrown, e);
        }
    }
}
