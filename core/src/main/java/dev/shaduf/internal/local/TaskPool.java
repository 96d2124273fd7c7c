// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks, so many at a time. The thread that brings a stage runs tasks of it itself, so that a small stage needs no
 * other thread; more threads are made, and woken one by one, while tasks wait and places are free. Owners take turns.
 */
final class TaskPool {
    private static final Logger LOG = LoggerFactory.getLogger(TaskPool.class);
    private static final long NANOS_BETWEEN_INTERRUPTS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 500 : 0;

    private final int places;
    private final String threadPrefix;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Turns turns = new Turns();
    private final List<TaskSet> stages = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private int active;
    private int idle;
    private int woken;
    private int threadNumber;
    private boolean closed;

    TaskPool(int places, String app) {
        this.places = places;
        this.threadPrefix = "shaduf-" + app + "-task-";
    }

    int places() {
        return places;
    }

    /** Runs a stage and waits for it. */
    @Nullable
    Object[] run(Work work, int size, TaskSet.Body body) throws Exception {
        TaskSet stage = submit(work, size, body);
        TaskSet.Claim task = own(stage);
        while (task != null) {
            finish(stage, task, stage.execute(task));
            task = own(stage);
        }
        return stage.outcome();
    }

    /** Cancels the stages that match. */
    void cancel(Predicate<Work> which, String why) {
        lock.lock();
        try {
            for (TaskSet stage : List.copyOf(stages)) {
                if (which.test(stage.work())) {
                    stage.cancel(why);
                    turns.remove(stage);
                }
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    void checkOpen() {
        lock.lock();
        try {
            refuseIfClosed();
        } finally {
            lock.unlock();
        }
    }

    /** Cancels everything and waits, but not for ever, until all threads have ended. */
    void close(Duration patience) {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            cancel(any -> true, "the engine is being closed");
        } while (!ended() && System.nanoTime() < deadline);
        join(deadline);
        abandon();
    }

    /** Waits for threads that have nothing left to do; those in a task have been waited for. */
    private void join(long deadline) {
        try {
            for (Thread worker : idleWorkers()) {
                TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1, deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Thread> idleWorkers() {
        lock.lock();
        try {
            return active == 0 ? List.copyOf(workers) : List.of();
        } finally {
            lock.unlock();
        }
    }

    private TaskSet submit(Work owner, int size, TaskSet.Body body) {
        lock.lock();
        try {
            refuseIfClosed();
            TaskSet stage = new TaskSet(owner, size, body, lock.newCondition());
            stages.add(stage);
            if (owner.cancelled()) {
                stage.cancel("its scope was cancelled");
            } else if (size > 0) {
                turns.add(stage);
            }
            return stage;
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the engine is closed and runs no more jobs; make a new context");
        }
    }

    /** Returns the next task of a stage for the thread that brought it, or null when the stage is over. */
    private TaskSet.@Nullable Claim own(TaskSet stage) {
        spin(stage);
        lock.lock();
        try {
            while (!stage.over()) {
                if (active < places && turns.next() == stage) {
                    return claim();
                }
                wake();
                stage.await(NANOS_BETWEEN_INTERRUPTS);
                if (stage.callerInterrupted()) {
                    stage.stop();
                    turns.remove(stage);
                }
            }
            stages.remove(stage);
            wake();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The last tasks of a stage often end within the time that putting this thread to sleep would take. */
    private static void spin(TaskSet stage) {
        for (int i = 0; i < SPINS && stage.onlyRuns(); i++) {
            Thread.onSpinWait();
        }
    }

    private TaskSet.Claim claim() {
        TaskSet.Claim task = turns.take();
        active++;
        wake();
        return task;
    }

    private void finish(TaskSet stage, TaskSet.Claim task, @Nullable Object result) {
        lock.lock();
        try {
            active--;
            stage.ended(task, result);
            if (stage.stopped()) {
                turns.remove(stage);
            }
            if (closed) {
                work.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has one more thread look for a task, if there is one and a place for it. Who finds one wakes the next. */
    private void wake() {
        TaskSet next = turns.next();
        if (next == null || active >= places || woken > 0) {
            return;
        }
        if (next.callerWaits()) {
            next.call();
        } else if (idle > 0) {
            woken++;
            work.signal();
        } else if (workers.size() < places) {
            woken++;
            startWorker();
        }
    }

    private void startWorker() {
        Thread thread = new Thread(this::runTasks, threadPrefix + ++threadNumber);
        thread.setDaemon(true);
        try {
            thread.start();
            workers.add(thread);
        } catch (OutOfMemoryError e) {
            woken--;
            LOG.warn("no thread could be made for tasks; those that wait are run one after the other", e);
        }
    }

    private void runTasks() {
        boolean first = true;
        while (true) {
            TaskSet stage;
            TaskSet.Claim task;
            lock.lock();
            try {
                if (first) {
                    woken--;
                    first = false;
                }
                stage = awaitTurn();
                if (stage == null) {
                    return;
                }
                task = claim();
            } finally {
                lock.unlock();
            }
            finish(stage, task, stage.execute(task));
        }
    }

    private @Nullable TaskSet awaitTurn() {
        while (!closed) {
            TaskSet next = turns.next();
            if (next != null && active < places) {
                return next;
            }
            idle++;
            work.awaitUninterruptibly();
            idle--;
            woken = Math.max(0, woken - 1);
        }
        return null;
    }

    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's: each round interrupts once more.
    private boolean ended() {
        lock.lock();
        try {
            if (active > 0) {
                work.awaitNanos(NANOS_BETWEEN_INTERRUPTS);
            }
            return active == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        lock.lock();
        try {
            for (TaskSet stage : stages) {
                for (TaskSet.Claim task : stage.running()) {
                    LOG.warn(
                            "thread '{}' does not react to an interrupt in partition task {} of {}; it is left behind",
                            task.thread().getName(),
                            task.index(),
                            stage.work().name());
                }
                stage.abandon();
            }
        } finally {
            lock.unlock();
        }
    }
}
