// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Replays lines over TCP to the first client that connects, at an even rate, and keeps the connection open. */
final class LogServer implements AutoCloseable {
    private static final int LINES_PER_TURN = 100;

    private final ServerSocket server;
    private final Thread thread;

    private LogServer(ServerSocket server, Thread thread) {
        this.server = server;
        this.thread = thread;
    }

    /** Starts a server on a free port of the loopback address. */
    static LogServer start(List<String> lines, int linesPerSecond) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(server, lines, linesPerSecond), "demo-log-server");
        thread.setDaemon(true);
        thread.start();
        return new LogServer(server, thread);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.interrupt();
    }

    private static void serve(ServerSocket server, List<String> lines, int linesPerSecond) {
        try (Socket client = server.accept();
                OutputStream out = new BufferedOutputStream(client.getOutputStream())) {
            long pause = TimeUnit.SECONDS.toNanos(LINES_PER_TURN) / linesPerSecond;
            long next = System.nanoTime();
            for (int i = 0; i < lines.size(); i++) {
                out.write((lines.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
                if (i % LINES_PER_TURN == LINES_PER_TURN - 1) {
                    out.flush();
                    next += pause;
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
            out.flush();
            awaitClose(client);
        } catch (IOException e) {
            // The demo has ended and closed the socket, or its reader went away: there is nobody left to serve.
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitClose(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {
            // A reader sends nothing; its end of the connection is what we wait for.
        }
    }
}
