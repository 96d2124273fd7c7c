// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what others wrote, each on a thread of its own, so that nothing that blocks can keep a stop from ending. */
public final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final String threadPrefix;
    private final List<Pending> pending = new ArrayList<>();

    public Closing(String app) {
        threadPrefix = "shaduf-" + app + "-close-";
    }

    /** Starts closing something. A failure is logged: it must not keep the rest from being closed. */
    public Closing add(String what, AutoCloseable resource) {
        Thread thread = Threads.start(threadPrefix + (pending.size() + 1), () -> close(what, resource));
        pending.add(new Pending(what, thread));
        return this;
    }

    /** Waits for everything added; interrupts what takes longer and returns its names. */
    public List<String> await(Duration timeout) throws InterruptedException {
        return await(Deadline.after(timeout));
    }

    List<String> await(Deadline deadline) throws InterruptedException {
        List<String> unfinished = new ArrayList<>();
        for (Pending one : pending) {
            if (!Threads.end(one.thread, deadline)) {
                String place = Origins.place(one.thread);
                LOG.warn("{} did not close in time and has been interrupted: thread {}", one.what, place);
                unfinished.add(one.what + ", thread " + place);
            }
        }
        return unfinished;
    }

    /** Closes on the calling thread. A failure is logged: it must not keep the rest from being closed. */
    public static void close(String what, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception | LinkageError e) {
            LOG.warn("{} failed to close", what, e);
        }
    }

    private record Pending(String what, Thread thread) {}
}
