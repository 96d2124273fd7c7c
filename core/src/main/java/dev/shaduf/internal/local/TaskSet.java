// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** The tasks of one stage, handed out in order. All but {@link #execute} and {@link #over} under the lock of the pool. */
final class TaskSet {
    /** Runs one task. */
    @FunctionalInterface
    interface Body {
        /** Runs the task at a place. */
        @Nullable
        Object run(int index) throws Exception;
    }

    /** A task on its thread; each is one of its own. */
    static final class Claim {
        private final Thread thread;
        private final int index;

        private Claim(Thread thread, int index) {
            this.thread = thread;
            this.index = index;
        }

        Thread thread() {
            return thread;
        }

        int index() {
            return index;
        }
    }

    private final Work work;
    private final Body body;
    private final @Nullable Object[] results;
    private final List<Claim> running = new ArrayList<>(2);
    private final Condition news;
    private final Thread caller = Thread.currentThread();
    private int next;
    private int unfinished;
    private volatile boolean over;
    private boolean callerWaits;
    private boolean callerInterrupted;
    private boolean stopped;
    private @Nullable String cancelled;
    private @Nullable Throwable failure;

    TaskSet(Work work, int size, Body body, Condition news) {
        this.work = work;
        this.body = body;
        this.results = new @Nullable Object[size];
        this.unfinished = size;
        this.news = news;
        this.over = size == 0;
    }

    String owner() {
        return work.scope().owner();
    }

    Work work() {
        return work;
    }

    boolean pending() {
        return next < results.length;
    }

    boolean over() {
        return over;
    }

    boolean stopped() {
        return stopped;
    }

    /** Tells the caller whether it only waits for tasks on other threads. */
    boolean onlyRuns() {
        return next == results.length && !over;
    }

    boolean callerWaits() {
        return callerWaits;
    }

    List<Claim> running() {
        return running;
    }

    Claim take() {
        Claim task = new Claim(Thread.currentThread(), next++);
        running.add(task);
        return task;
    }

    /** Runs a task; its failure is its result. */
    @Nullable
    Object execute(Claim task) {
        try {
            return body.run(task.index);
            // checkstyle: allow CatchThrowable, because whatever a function throws fails its job, not its thread
        } catch (Throwable thrown) {
            return new Failed(thrown);
        }
    }

    void ended(Claim task, @Nullable Object result) {
        running.remove(task);
        if (stopped || task.thread != caller) {
            // The interrupt was meant for the task; the thread goes on with others, or belongs to the caller.
            Thread.interrupted();
        }
        if (result instanceof Failed failed) {
            failed(task, failed.thrown());
        } else {
            results[task.index] = result;
        }
        unfinish(1);
    }

    /** Stops this stage because somebody wants it no more. */
    void cancel(String why) {
        if (!stopped) {
            cancelled = why;
        }
        stop();
    }

    void stop() {
        stopped = true;
        // No stage of the job is of use any more, nor another attempt of a task that is still running.
        work.cancel();
        int dropped = results.length - next;
        next = results.length;
        running.forEach(task -> task.thread().interrupt());
        unfinish(dropped);
    }

    /** Gives up waiting for tasks that do not end. */
    void abandon() {
        over = true;
        news.signalAll();
    }

    void call() {
        news.signal();
    }

    /** Waits for a turn, or the end; the caller's own interrupt cancels. */
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's.
    void await(long nanosBetweenInterrupts) {
        callerWaits = true;
        try {
            if (!stopped) {
                news.await();
            } else if (news.awaitNanos(nanosBetweenInterrupts) <= 0) {
                // A function may have swallowed the interrupt and gone on.
                stop();
            }
        } catch (InterruptedException e) {
            callerInterrupted = true;
        } finally {
            callerWaits = false;
        }
    }

    boolean callerInterrupted() {
        return callerInterrupted;
    }

    /** Returns the results, or throws what the stage failed with. */
    @Nullable
    Object[] outcome() throws Exception {
        Throwable thrown = failure;
        if (callerInterrupted) {
            thrown = with(new InterruptedException("interrupted during " + work.name()), thrown);
        } else if (cancelled != null) {
            thrown = with(new CancellationException(work.name() + " was cancelled: " + cancelled), thrown);
        }
        if (thrown != null) {
            throw Failures.raise(thrown);
        }
        return results;
    }

    private static Throwable with(Throwable outcome, @Nullable Throwable failure) {
        if (failure != null) {
            Failures.suppress(outcome, failure);
        }
        return outcome;
    }

    private void failed(Claim task, Throwable thrown) {
        boolean interruption = Failures.interruption(thrown);
        if (interruption && stopped) {
            return;
        }
        if (failure != null) {
            Failures.suppress(failure, thrown);
            return;
        }
        failure = thrown;
        callerInterrupted |= interruption && task.thread() == caller;
        stop();
    }

    private void unfinish(int tasks) {
        unfinished -= tasks;
        if (unfinished == 0) {
            over = true;
            news.signalAll();
        }
    }

    /** What a task threw, told apart from what it may return. */
    private record Failed(Throwable thrown) {}
}
