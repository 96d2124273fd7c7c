// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.listener.StreamingListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls listeners, on a thread of its own, in the order in which events were posted. Safe for use by many threads. */
public final class ListenerBus {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerBus.class);

    private final List<StreamingListener> listeners = new CopyOnWriteArrayList<>();
    private final EventQueue queue;
    private final String threadName;
    private volatile @Nullable Deadline end;
    private volatile @Nullable Thread thread;

    public ListenerBus(String app, int capacity) {
        queue = new EventQueue(capacity);
        threadName = "shaduf-" + app + "-listener";
    }

    /** Adds a listener, which hears of what happens from now on. */
    public void add(StreamingListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener; one that was never added is no error. */
    public void remove(StreamingListener listener) {
        listeners.remove(listener);
    }

    /** Tells whether the calling thread is the one that calls listeners. */
    public boolean onOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Returns how many events were dropped because their queue was full. */
    public long dropped() {
        return queue.dropped();
    }

    /** Tells whether nobody listens, so that making an event would be in vain. */
    boolean silent() {
        return listeners.isEmpty();
    }

    int waiting() {
        return queue.size();
    }

    void start() {
        thread = Threads.start(threadName, this::loop);
    }

    void post(Consumer<StreamingListener> event) {
        if (silent()) {
            return;
        }
        long dropped = queue.offer(() -> deliver(event));
        if (dropped == 1) {
            LOG.warn(
                    "listeners are too slow: {} events wait, so events are dropped from now on and counted in the status;"
                            + " make the listeners faster or raise shaduf.listener.queue.size",
                    queue.size());
        }
    }

    /** Has what was posted delivered, then ends the thread; returns whether that was done in time. */
    boolean stop(Deadline deadline) throws InterruptedException {
        end = deadline;
        Thread running = thread;
        if (running == null) {
            return true;
        }
        queue.wake();
        return Threads.end(running, deadline).isEmpty();
    }

    private void loop() {
        while (end == null || !queue.isEmpty()) {
            try {
                queue.take().run();
            } catch (InterruptedException e) {
                if (isLate()) {
                    LOG.warn(
                            "listeners did not hear of the last {} events: they were too slow to stop in time",
                            queue.size());
                    return;
                }
                LOG.debug("an interrupt that a listener left behind is forgotten");
            }
        }
    }

    private boolean isLate() {
        Deadline known = end;
        return known != null && known.passed();
    }

    private void deliver(Consumer<StreamingListener> event) {
        for (StreamingListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                report(listener, e);
            }
        }
    }

    /** An exception that cannot be shown, since its own methods fail, must not end the thread. */
    private static void report(StreamingListener listener, Throwable thrown) {
        try {
            LOG.error("listener {} failed; it is called again for the next event", listener, thrown);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "a listener of {} failed with a {} that cannot be shown; it is called again for the next event",
                    listener.getClass(),
                    thrown.getClass());
        }
    }
}
