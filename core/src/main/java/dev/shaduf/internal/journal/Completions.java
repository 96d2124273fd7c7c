// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that completions become durable soon: with the next plan, or after a short wait by themselves. Says so to
 * those who wait for it, in order, on a thread of its own.
 */
final class Completions implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
    /** How long a completion waits for a plan to ride with; real time, since it is a disk that is spared. */
    private static final long RIDE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Waiting(JournalWriter.Entry entry, Runnable durable, long sinceNanos) {}

    private final JournalWriter writer;
    private final Consumer<Throwable> failed;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean hurried;
    private boolean ended;
    private boolean busy;

    Completions(JournalWriter writer, Consumer<Throwable> failed) {
        this.writer = writer;
        this.failed = failed;
    }

    synchronized void add(JournalWriter.Entry entry, Runnable durable) {
        waiting.addLast(new Waiting(entry, durable, System.nanoTime()));
        notifyAll();
    }

    /** Is told that something has become durable. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits until everything that was added has been said, without sparing the disk; returns whether it has. */
    synchronized boolean flush(long millis) throws InterruptedException {
        hurried = true;
        notifyAll();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while ((!waiting.isEmpty() || busy) && !ended) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return waiting.isEmpty() && !busy;
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            for (List<Waiting> next = next(); next != null; next = next()) {
                writer.sync(next.get(next.size() - 1).entry());
                next.forEach(one -> one.durable().run());
                said();
                if (Thread.interrupted()) {
                    LOG.debug("an interrupt that an input left behind is forgotten; the end is seen without one");
                }
            }
        } catch (Throwable e) {
            if (e instanceof InterruptedException && hasEnded()) {
                LOG.debug("the thread of the journal was interrupted");
            } else {
                end();
                failed.accept(e);
            }
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** Returns what is durable already, or has waited long enough; {@code null} when it is over. */
    private synchronized @Nullable List<Waiting> next() throws InterruptedException {
        while (!ended) {
            List<Waiting> ready = new ArrayList<>();
            while (!waiting.isEmpty() && waiting.getFirst().entry().isDurable()) {
                ready.add(waiting.removeFirst());
            }
            long left = waiting.isEmpty() ? Long.MAX_VALUE : left(waiting.getFirst());
            if (ready.isEmpty() && left <= 0) {
                ready.addAll(waiting);
                waiting.clear();
            }
            if (!ready.isEmpty()) {
                busy = true;
                return ready;
            }
            if (waiting.isEmpty()) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
        return null;
    }

    private long left(Waiting first) {
        return hurried ? 0 : RIDE_NANOS - (System.nanoTime() - first.sinceNanos());
    }

    private synchronized void said() {
        busy = false;
        notifyAll();
    }
}
