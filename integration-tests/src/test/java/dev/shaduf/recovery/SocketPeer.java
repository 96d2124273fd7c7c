// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends numbered lines to programs that come and go; only the newest connection is served. */
abstract class SocketPeer implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ServerSocket server;
    private final AtomicInteger lines;
    private volatile Socket newest = new Socket();

    /**
     * Begins to serve.
     *
     * @param lines how many lines there are
     */
    SocketPeer(AtomicInteger lines) throws IOException {
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.lines = lines;
        start("accept", this::accept);
    }

    final int port() {
        return server.getLocalPort();
    }

    /** Serves a connection until it fails, or is no longer the newest. */
    abstract void serve(Socket connection) throws IOException;

    /** Waits a little while there is no line of this number; returns whether there is one. */
    final boolean has(int number) {
        if (number < lines.get()) {
            return true;
        }
        pause();
        return false;
    }

    /** Lets the program do something between two lines. */
    final void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    final boolean isServed(Socket connection) {
        return connection == newest && !server.isClosed();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                newest.close();
                newest = accepted;
                start("serve", () -> run(accepted));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A connection fails when its program is killed. */
    private void run(Socket accepted) {
        try (accepted) {
            serve(accepted);
        } catch (IOException e) {
            pause();
        }
    }

    private static void start(String role, Runnable work) {
        Thread thread = new Thread(work, "peer-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        newest.close();
    }
}
