// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

/** Sends lines to whoever connects, and greets first where a greeting is given. */
final class LinePeer implements AutoCloseable {
    private final String greeting;
    private final BlockingQueue<Socket> greeted = new LinkedBlockingQueue<>();
    private @Nullable Socket current;
    private ServerSocket server;
    private Thread acceptor;

    /** Makes a peer that opens each connection with a greeting and waits for the {@code go} in answer, unless it is empty. */
    LinePeer(String greeting) throws IOException {
        this.greeting = greeting;
        server = open(0);
        acceptor = startAcceptor();
    }

    int port() {
        return server.getLocalPort();
    }

    void up() throws IOException {
        server = open(port());
        acceptor = startAcceptor();
    }

    void down() throws IOException, InterruptedException {
        server.close();
        // Until the acceptor has left the system call, the kernel goes on accepting.
        acceptor.join();
        if (current != null) {
            current.close();
        }
        for (Socket socket = greeted.poll(); socket != null; socket = greeted.poll()) {
            socket.close();
        }
    }

    /** Sends lines to the receiver that is connected, or connects next; not to one that has gone away. */
    void send(List<String> lines) throws Exception {
        while (current == null || isClosed(current)) {
            current = greeted.poll(10, TimeUnit.SECONDS);
            if (current == null) {
                throw new IllegalStateException("nobody connected");
            }
        }
        current.getOutputStream().write(bytes(String.join("\n", lines) + "\n"));
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
        while (!opened.isClosed()) {
            try {
                Socket socket = opened.accept();
                greet(socket);
                greeted.add(socket);
            } catch (IOException e) {
                continue; // the receiver went away, or the peer goes down
            }
        }
    }

    private void greet(Socket socket) throws IOException {
        socket.getOutputStream().write(bytes(greeting));
        if (!greeting.isEmpty()) {
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = answer.readLine(); !"go".equals(line); line = answer.readLine()) {
                if (line == null) {
                    throw new IOException("the receiver went away before it answered");
                }
            }
        }
    }

    /** A receiver says nothing after its answer: what can be read is the end. */
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
