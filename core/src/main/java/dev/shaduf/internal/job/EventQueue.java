// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Events on their way to listeners: what does not fit is dropped and counted, because a batch never waits for a listener. */
final class EventQueue {
    private final BlockingQueue<Runnable> events;
    private final AtomicLong dropped = new AtomicLong();

    EventQueue(int capacity) {
        events = new ArrayBlockingQueue<>(capacity);
    }

    /** Adds an event; returns the number of events dropped so far if there was no room, else 0. */
    long offer(Runnable event) {
        return events.offer(event) ? 0 : dropped.incrementAndGet();
    }

    /** Wakes the taker if it waits: if there is no room, there is an event to wake up for. */
    void wake() {
        events.offer(() -> {});
    }

    Runnable take() throws InterruptedException {
        return events.take();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    int size() {
        return events.size();
    }

    long dropped() {
        return dropped.get();
    }
}
