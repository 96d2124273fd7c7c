// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
        CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
        String name = threadPrefix + (pending.size() + 1);
        Thread thread = Threads.start(name, () -> end.complete(close(what, resource)));
        pending.add(new Pending(what, thread, end));
        return this;
    }

    /** Waits for everything added; interrupts what takes longer. Returns what did, and what failed, by name. */
    public List<String> await(Duration timeout) throws InterruptedException {
        return await(Deadline.after(timeout));
    }

    List<String> await(Deadline deadline) throws InterruptedException {
        List<String> unfinished = new ArrayList<>();
        for (Pending one : pending) {
            Optional<String> place = Threads.end(one.thread, deadline);
            if (place.isPresent()) {
                LOG.warn("{} did not close in time and has been interrupted: thread {}", one.what, place.get());
                unfinished.add(one.what + ", thread " + place.get());
            } else {
                one.end.getNow(Optional.empty()).ifPresent(e -> unfinished.add(one.what + ": " + e.getMessage()));
            }
        }
        return unfinished;
    }

    /** Closes on the calling thread. A failure is logged and returned: it must not keep the rest from being closed. */
    public static Optional<Throwable> close(String what, AutoCloseable resource) {
        try {
            resource.close();
            return Optional.empty();
        } catch (Throwable e) {
            LOG.warn("{} failed to close", what, e);
            return Optional.of(e);
        }
    }

    private record Pending(String what, Thread thread, CompletableFuture<Optional<Throwable>> end) {}
}
