// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.spi.Receiver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands tokens back to the receiver, in order, on a thread of its own that starts with the first one. A token of an earlier
 * attempt is not handed back: the connection it belongs to is gone, and the peer sends again.
 */
final class Acknowledger {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);

    private final Receiver<?> receiver;
    private final ReceiverStatus status;
    private final ReceiverThreads threads;
    private final ReceiverLife life;
    private final Counters counters;
    private final int capacity;
    private final Queue<Token> tokens = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closed;

    Acknowledger(
            Receiver<?> receiver,
            ReceiverStatus status,
            ReceiverThreads threads,
            ReceiverLife life,
            Counters counters,
            int capacity) {
        this.receiver = receiver;
        this.status = status;
        this.threads = threads;
        this.life = life;
        this.counters = counters;
        this.capacity = capacity;
    }

    /** Marks a token with the present attempt. */
    Token token(Object value) {
        return new Token(life.attempt(), value);
    }

    /** Takes tokens of completed blocks. */
    synchronized void completed(List<Object> ready) {
        for (Object token : ready) {
            if (closed) {
                counters.count(Counters.UNACKNOWLEDGED, 1);
            } else {
                tokens.add((Token) token);
            }
        }
        if (thread == null && !tokens.isEmpty()) {
            thread = threads.start("acknowledge", this::run);
        }
        notifyAll();
    }

    /** Waits while too many acknowledgements are outstanding; returns at once when the receiver is being stopped. */
    synchronized void awaitSpace() throws InterruptedException {
        while (tokens.size() >= capacity && !closed && !life.isStopped()) {
            wait();
        }
    }

    /** Wakes those that wait, to look whether the receiver is being stopped. */
    synchronized void wake() {
        notifyAll();
    }

    /** Ends the thread; what is left is counted. */
    synchronized void close() {
        closed = true;
        counters.count(Counters.UNACKNOWLEDGED, tokens.size());
        tokens.clear();
        if (thread != null) {
            thread.interrupt();
        }
        notifyAll();
    }

    private void run() {
        for (Token token = next(); token != null; token = next()) {
            acknowledge(token);
        }
    }

    private synchronized @Nullable Token next() {
        while (tokens.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.debug("an interrupt that acknowledge left behind is forgotten; the end is seen without one");
            }
        }
        Token token = tokens.poll();
        notifyAll();
        return token;
    }

    private void acknowledge(Token token) {
        if (token.attempt != life.attempt() || life.restartPending()) {
            counters.count(Counters.UNACKNOWLEDGED, 1);
            return;
        }
        try {
            receiver.acknowledge(token.value);
        } catch (Throwable e) { // who ends this thread lets those wait for ever whose tokens are outstanding
            counters.count(Counters.UNACKNOWLEDGED, 1);
            status.failed("acknowledge failed, the peer may send again: " + e, e);
            life.requestRestart("acknowledge failed", -1);
        }
    }

    /**
     * What a receiver gave with a block.
     *
     * @param attempt the attempt in which it did
     * @param value the object
     */
    record Token(int attempt, Object value) {}
}
