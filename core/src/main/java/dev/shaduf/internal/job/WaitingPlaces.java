// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where planned batches wait for their turn; when all places are taken, planning waits. */
final class WaitingPlaces {
    private final int capacity;
    private final Deque<WaitingBatch> waiting = new ArrayDeque<>();
    private boolean ended;

    WaitingPlaces(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for a free place; returns whether it had to wait. */
    synchronized boolean awaitFree() throws InterruptedException {
        boolean waited = false;
        while (waiting.size() >= capacity && !ended) {
            waited = true;
            wait();
        }
        return waited;
    }

    /** Takes a place; only the planning thread does, after {@link #awaitFree}. */
    synchronized void put(WaitingBatch batch) {
        if (waiting.size() >= capacity) {
            throw new IllegalStateException("all " + capacity + " waiting places are taken");
        }
        waiting.addLast(batch);
        notifyAll();
    }

    /** Waits for the batch that is next and frees its place; {@code null} when no more will come. */
    synchronized @Nullable WaitingBatch take() throws InterruptedException {
        while (waiting.isEmpty() && !ended) {
            wait();
        }
        WaitingBatch next = waiting.pollFirst();
        notifyAll();
        return next;
    }

    /** Declares that no more batches come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Empties the places and returns what was waiting. */
    synchronized List<WaitingBatch> clear() {
        List<WaitingBatch> left = List.copyOf(waiting);
        waiting.clear();
        notifyAll();
        return left;
    }

    synchronized int size() {
        return waiting.size();
    }
}
