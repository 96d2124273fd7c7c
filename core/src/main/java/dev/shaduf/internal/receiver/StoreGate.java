// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.internal.block.BlockCutter;
import dev.shaduf.internal.block.BlockQueue;
import dev.shaduf.spi.ReceiverStoppedException;

/** Where the threads of one receiver wait: for the rate limit, for space, until the receiver is being stopped. */
final class StoreGate implements BlockCutter.Gate {
    private final String owner;
    private final RateLimiter limiter;
    private final BlockQueue queue;
    private final Wakeup wakeup;
    private volatile boolean open;
    /** Whether it was ever open. */
    private volatile boolean opened;

    StoreGate(String owner, RateLimiter limiter, BlockQueue queue, Wakeup wakeup) {
        this.owner = owner;
        this.limiter = limiter;
        this.queue = queue;
        this.wakeup = wakeup;
    }

    boolean isOpen() {
        return open;
    }

    void open() {
        opened = true;
        open = true;
    }

    void close() {
        open = false;
        wakeup.call();
    }

    @Override
    public int permits() {
        while (true) {
            long ticket = ticket();
            int permits = limiter.take();
            if (permits > 0) {
                return permits;
            }
            pause(() -> wakeup.await(ticket, limiter.nanosUntilPermits()));
        }
    }

    @Override
    public void awaitSpace() {
        while (true) {
            long ticket = ticket();
            if (!queue.full()) {
                return;
            }
            pause(() -> wakeup.await(ticket));
        }
    }

    @Override
    public ReceiverStoppedException refusal(String what) {
        return new ReceiverStoppedException(
                owner + (opened ? " is being stopped: " : " has not begun: ") + what + " was not stored");
    }

    /** Takes the ticket before looking whether the gate is open, so that closing it in between is noticed. */
    private long ticket() {
        long ticket = wakeup.ticket();
        if (!open) {
            throw refusal("the record");
        }
        return ticket;
    }

    private void pause(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException(
                    owner + ": a thread was interrupted while it waited to store; the record was not stored");
        }
    }

    @FunctionalInterface
    private interface Wait {
        void run() throws InterruptedException;
    }
}
