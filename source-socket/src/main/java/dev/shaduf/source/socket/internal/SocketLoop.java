// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverStoppedException;
import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a receiver: connects, reads until the connection ends, and connects again after a pause, on a thread of
 * its own, until closed.
 *
 * @param <T> the type of the records
 */
public final class SocketLoop<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
    private static final long LONGEST_CLOSE_MILLIS = 5_000;

    private final Endpoint endpoint;
    private final Framing<T> framing;
    private final Receiver<T> receiver;
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Socket socket;
    /** Before the next connection; used by the thread alone. */
    private long pauseMillis;

    /**
     * Creates the loop; {@link #start()} starts it.
     *
     * @param endpoint where to connect
     * @param framing how bytes become records
     * @param receiver what stores them
     */
    public SocketLoop(Endpoint endpoint, Framing<T> framing, Receiver<T> receiver) {
        this.endpoint = endpoint;
        this.framing = framing;
        this.receiver = receiver;
        this.backoff = new Backoff(
                endpoint.reconnectMin().milliseconds(), endpoint.reconnectMax().milliseconds(), new Random());
        this.thread = new Thread(this::run, receiver.context().threadName("read"));
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Closes the connection, so that whatever waits for it ends, and waits for the thread. */
    public void close() throws InterruptedException {
        closed.countDown();
        closeSocket();
        thread.join(LONGEST_CLOSE_MILLIS);
    }

    private void run() {
        try {
            do {
                converse();
            } while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS));
        } catch (ReceiverStoppedException e) {
            LOG.debug("{}: {}", endpoint.address(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeSocket();
        }
    }

    /** One connection, from connecting to its end. */
    private void converse() {
        try {
            Socket connected = endpoint.connect(newSocket());
            Connection connection = new Connection(connected);
            try {
                framing.read(connection, receiver);
            } finally {
                if (connection.received()) {
                    backoff.reset();
                }
            }
            pauseMillis = backoff.nextMillis();
            LOG.debug("{} has closed the connection; connecting again in {} ms", endpoint.address(), pauseMillis);
        } catch (ReceiverStoppedException e) {
            throw e;
        } catch (Throwable e) { // whatever a converter throws: this thread must not end in silence
            pauseMillis = backoff.nextMillis();
            report(e);
        } finally {
            closeSocket();
        }
    }

    private void report(Throwable error) {
        if (closed.getCount() > 0) {
            receiver.reportError(
                    "connection to " + endpoint.address() + " failed, next attempt in " + pauseMillis + " ms: " + error,
                    error);
        }
    }

    private synchronized Socket newSocket() throws IOException {
        if (closed.getCount() == 0) {
            throw new IOException("the receiver is being stopped");
        }
        Socket fresh = new Socket();
        socket = fresh;
        return fresh;
    }

    private synchronized void closeSocket() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("the connection to {} could not be closed", endpoint.address(), e);
            }
        }
    }
}
