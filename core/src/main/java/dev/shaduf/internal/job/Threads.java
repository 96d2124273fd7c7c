// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.rdd.Origins;
import java.util.Optional;

/** Starts and ends the threads of a job. */
final class Threads {
    private Threads() {}

    /** Starts a thread that does not keep the JVM alive: that is for the program, which waits for the context. */
    static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Waits until a thread has ended; interrupts it at the deadline.
     *
     * @return where it stood at the deadline; empty if it had ended
     */
    static Optional<String> end(Thread thread, Deadline deadline) throws InterruptedException {
        thread.join(deadline.millisLeft());
        if (!thread.isAlive()) {
            return Optional.empty();
        }
        String place = Origins.place(thread);
        thread.interrupt();
        return Optional.of(place);
    }
}
