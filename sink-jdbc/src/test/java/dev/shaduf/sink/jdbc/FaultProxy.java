// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a client and a server of 127.0.0.1: holds everything back, or what those present say, or lets a commit through and
 * cuts its answer.
 */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silenced = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean cutNextCommit = new AtomicBoolean();
    private final int target;
    private volatile boolean stalled;
    private volatile int cuts;

    FaultProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int cuts() {
        return cuts;
    }

    void cutTheAnswerOfTheNextCommit() {
        cutNextCommit.set(true);
    }

    void stall(boolean on) {
        stalled = on;
    }

    /** Lets nothing more through for those who are connected now. */
    void silencePresent() {
        silenced.addAll(sockets);
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                AtomicBoolean drop = new AtomicBoolean();
                start(() -> pump(client, server, drop, true));
                start(() -> pump(server, client, drop, false));
            }
        } catch (IOException e) {
            closeAll();
        }
    }

    private void pump(Socket from, Socket to, AtomicBoolean drop, boolean toServer) {
        byte[] buffer = new byte[1 << 16];
        try {
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
                while ((stalled || silenced.contains(from)) && !from.isClosed()) {
                    Thread.sleep(10);
                }
                String text = new String(buffer, 0, length, ISO_8859_1);
                if (toServer && text.contains("COMMIT") && cutNextCommit.compareAndSet(true, false)) {
                    drop.set(true);
                }
                if (!toServer && drop.get()) {
                    cuts++;
                    break;
                }
                to.getOutputStream().write(buffer, 0, length);
                to.getOutputStream().flush();
                length = from.getInputStream().read(buffer);
            }
        } catch (IOException | InterruptedException e) {
            // the other side is told by the close below
        }
        close(from);
        close(to);
    }

    private void closeAll() {
        sockets.forEach(FaultProxy::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }
}
