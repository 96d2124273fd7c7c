// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.TaskContext;
import java.util.Iterator;
import org.apache.spark.util.TaskCompletionListener;

/** Runs our work within a task of Spark's. */
final class TaskRun {
    /** Attempts of a task come after one another, and the first of the next attempt of its stage after them all. */
    private static final int ATTEMPTS_OF_A_STAGE = 1 << 7;

    private static final int MOST_ATTEMPTS = 1 << 12;

    /** What a task does. */
    @FunctionalInterface
    interface Body<T> {
        /** Begins. */
        Iterator<T> run(TaskContext task) throws Exception;
    }

    private TaskRun() {}

    /** Runs work for a partition: in a context of its own, or in that of the work that reads it in the same task. */
    static <T> Iterator<T> run(JobScope scope, int partition, org.apache.spark.TaskContext spark, Body<T> body) {
        TaskContext outer = TaskContext.current();
        try {
            if (outer != null) {
                return guarded(body.run(outer.at(partition)), partition);
            }
            TaskContext task = new TaskContext(running(scope, spark), partition, attempt(spark));
            TaskContext.enter(task);
            spark.addTaskCompletionListener((TaskCompletionListener) ended -> end(task));
            return guarded(body.run(task), partition);
        } catch (Throwable thrown) {
            throw Crossing.leave(thrown, partition);
        }
    }

    /**
     * Returns the scope that a task runs in. What an older batch shuffled is made again, when executors are lost, in no batch of its
     * own: what its steps say on the way was said then.
     */
    private static JobScope running(JobScope made, org.apache.spark.TaskContext spark) {
        String id = spark.getLocalProperty(Runs.SCOPE);
        return made.id() == Long.parseLong(id)
                ? made
                : new JobScope(Long.parseLong(id), null, null, 1, false, made.owner());
    }

    private static int attempt(org.apache.spark.TaskContext spark) {
        int attempt = spark.stageAttemptNumber() * ATTEMPTS_OF_A_STAGE + spark.attemptNumber();
        if (spark.attemptNumber() >= ATTEMPTS_OF_A_STAGE || attempt >= MOST_ATTEMPTS) {
            throw new IllegalStateException("attempt " + spark.attemptNumber() + " of a task in attempt "
                    + spark.stageAttemptNumber() + " of its stage: there are too many to tell them apart; lower"
                    + " spark.task.maxFailures to 100 or less");
        }
        return attempt;
    }

    private static void end(TaskContext task) {
        TaskContext.enter(null);
        try {
            task.end();
        } catch (Exception e) {
            throw Crossing.leave(e, task.partition());
        }
    }

    private static <T> Iterator<T> guarded(Iterator<T> elements, int partition) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return elements.hasNext();
                } catch (OperatorException e) {
                    throw Crossing.leave(e, partition);
                }
            }

            @Override
            public T next() {
                try {
                    return elements.next();
                } catch (OperatorException e) {
                    throw Crossing.leave(e, partition);
                }
            }
        };
    }
}
