// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that work beside each other, each doing what it was given in that order. The first failure ends all work. */
final class Lanes {
    /** Pieces of work that may wait for one thread; those of a loading are of about 1 MB. */
    private static final int WAITING = 32;

    /** More than the threads have that write, so that what these could write can be read, however deep it is. */
    private static final long STACK = 16L << 20;

    /** A piece of work. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final List<ExecutorService> lanes = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Lanes(int count) {
        for (int i = 0; i < count; i++) {
            String name = "shaduf-state-loading-" + i;
            lanes.add(new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    work -> {
                        Thread thread = new Thread(null, work, name, STACK);
                        thread.setDaemon(true);
                        return thread;
                    },
                    Lanes::putWaiting));
        }
    }

    int count() {
        return lanes.size();
    }

    /** Gives work to a thread; waits while it has too much. */
    void run(int lane, Work work) throws Exception {
        check();
        lanes.get(lane).execute(() -> {
            if (failure.get() == null) {
                try {
                    work.run();
                    // checkstyle: allow CatchThrowable, because whatever ends a loading is thrown by its caller
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                }
            }
        });
    }

    /** Waits until all work is done. */
    void finish() throws Exception {
        lanes.forEach(ExecutorService::shutdown);
        for (ExecutorService lane : lanes) {
            while (!lane.awaitTermination(1, TimeUnit.DAYS)) {
                check();
            }
        }
        check();
    }

    /** Ends all work as soon as it lets itself be ended. */
    void cancel() {
        lanes.forEach(ExecutorService::shutdownNow);
    }

    private void check() throws Exception {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (Exception) thrown;
        }
    }

    private static void putWaiting(Runnable work, ThreadPoolExecutor lane) {
        try {
            lane.getQueue().put(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while a state was loaded", e);
        }
    }
}
