// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a plug-in on threads of a group of their own. Threads that it starts belong to that group, too, so that those it
 * leaves behind are found whatever their names.
 */
final class WatchedThreads {
    private static final String CALLER = "contract-caller";
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final ThreadGroup group = new ThreadGroup("contract");

    /** Calls, and waits for the end; an exception of the call is thrown as it is. */
    <X> X call(String what, Duration patience, Callable<X> callable) throws Exception {
        FutureTask<X> task = new FutureTask<>(callable);
        Thread caller = new Thread(group, task, CALLER);
        caller.setDaemon(true);
        caller.start();
        try {
            return task.get(patience.milliseconds(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            AssertionError tooLong = new AssertionError(what + " did not return within " + patience);
            tooLong.setStackTrace(caller.getStackTrace());
            caller.interrupt();
            throw tooLong;
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    /** Names the threads of the plug-in that are alive. */
    List<String> names() {
        return alive().stream().map(Thread::getName).toList();
    }

    /** Waits until no thread of the plug-in is alive, and names those that still are. */
    List<String> awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.milliseconds());
        List<Thread> alive = alive();
        while (!alive.isEmpty() && System.nanoTime() < deadline) {
            alive.get(0).join(LOOK_AGAIN_MILLIS);
            alive = alive();
        }
        return alive.stream().map(Thread::getName).toList();
    }

    /** Ends what a failed test would leave behind. */
    void interruptAll() {
        group.interrupt();
    }

    private List<Thread> alive() {
        Thread[] threads = new Thread[group.activeCount() + 64];
        group.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(thread -> !thread.getName().equals(CALLER))
                .filter(Thread::isAlive)
                .toList();
    }

    private static Exception rethrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof Exception cause ? cause : e;
    }
}
