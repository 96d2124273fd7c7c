// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a broker of this machine. It can hold everything back without closing a connection, as a network
 * does that has stalled, and cut all connections. Safe for use by many threads.
 */
public final class NetworkProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Object turn = new Object();
    private volatile int target;
    private volatile boolean stalled;

    /**
     * Begins to listen.
     *
     * @throws IOException if there is no port
     */
    public NetworkProxy() throws IOException {
        start(this::accept);
    }

    /**
     * Returns where it listens.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Returns how many connections clients have made so far.
     *
     * @return how many
     */
    public int accepted() {
        return accepted.get();
    }

    void leadTo(int port) {
        target = port;
    }

    /** Holds everything back from now on. */
    public void stall() {
        stalled = true;
    }

    /** Lets through what was held back, and all that follows. */
    public void heal() {
        synchronized (turn) {
            stalled = false;
            turn.notifyAll();
        }
    }

    /** Closes all connections; new ones are accepted. */
    public void cut() {
        sockets.forEach(NetworkProxy::close);
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "network-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                sockets.add(client);
                start(() -> connect(client));
            } catch (IOException e) {
                // closed, or that client has gone again
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket("127.0.0.1", target);
            sockets.add(server);
            start(() -> pump(server, client));
            pump(client, server);
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                awaitTurn();
                to.getOutputStream().write(buffer, 0, n);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // both sides are told by what follows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
        sockets.remove(from);
        sockets.remove(to);
    }

    private void awaitTurn() throws InterruptedException {
        synchronized (turn) {
            while (stalled) {
                turn.wait();
            }
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        heal();
        cut();
    }
}
