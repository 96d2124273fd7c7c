// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.internal.rdd.Origins;
import org.jspecify.annotations.Nullable;

/** One call of a receiver's method, on a thread of its own because it may block. */
final class Call {
    /** What is called. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    private static final long SETTLE_MILLIS = 100;

    private final String method;
    private final Thread thread;
    private volatile @Nullable Throwable error;
    private volatile boolean done;

    private Call(String method, String role, Body body, ReceiverThreads threads, Wakeup wakeup) {
        this.method = method;
        this.thread = threads.start(role, () -> {
            try {
                body.run();
            } catch (Throwable e) {
                error = e;
            } finally {
                done = true;
                wakeup.call();
            }
        });
    }

    static Call onStart(Body body, ReceiverThreads threads, Wakeup wakeup) {
        return new Call("onStart", "start", body, threads, wakeup);
    }

    static Call onStop(Body body, ReceiverThreads threads, Wakeup wakeup) {
        return new Call("onStop", "stop", body, threads, wakeup);
    }

    boolean done() {
        return done;
    }

    /** What it threw, once done. */
    @Nullable
    Throwable error() {
        return error;
    }

    /** Gives a call that is about to return the time to do so. */
    void settle() throws InterruptedException {
        thread.join(SETTLE_MILLIS);
    }

    void interrupt() {
        thread.interrupt();
    }

    String method() {
        return method;
    }

    /** Says where it stands. */
    String place() {
        return Origins.place(thread);
    }
}
