// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends lines to whoever connects. */
final class LinePeer implements AutoCloseable {
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private @Nullable Socket current;
    private ServerSocket server;
    private Thread acceptor;

    LinePeer() throws IOException {
        server = open(0);
        acceptor = startAcceptor();
    }

    int port() {
        return server.getLocalPort();
    }

    void send(List<String> lines) throws Exception {
        while (current == null || isClosed(current)) {
            current = accepted.poll(3, TimeUnit.SECONDS);
            if (current == null) {
                throw new IllegalStateException("nobody connected");
            }
        }
        current.getOutputStream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void down() throws IOException, InterruptedException {
        server.close();
        // Until the acceptor has left the system call, the kernel goes on accepting.
        acceptor.join();
        if (current != null) {
            current.close();
        }
        for (Socket socket = accepted.poll(); socket != null; socket = accepted.poll()) {
            socket.close();
        }
    }

    void up() throws IOException {
        server = open(port());
        acceptor = startAcceptor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        down();
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
    }

    private Thread startAcceptor() {
        ServerSocket opened = server;
        Thread started = new Thread(() -> accept(opened), "line-peer");
        started.setDaemon(true);
        started.start();
        return started;
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                accepted.add(opened.accept());
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** The peer never sends anything: what can be read is the end. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(50);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException alive) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
