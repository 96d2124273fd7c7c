// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer that sends lines to whoever is connected, and can go down and come up again at its port. */
final class LinePeer implements AutoCloseable {
    private final String greeting;
    private final int port;
    private @Nullable ServerSocket server;
    private @Nullable Thread acceptor;
    private @Nullable Socket connection;

    /** Makes a peer that opens each connection with a greeting and waits for a line in answer, unless it is empty. */
    LinePeer(String greeting) throws IOException {
        this.greeting = greeting;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        up();
    }

    int port() {
        return port;
    }

    void up() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = opened;
        acceptor = new Thread(() -> accept(opened), "line-peer");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    void down() throws Exception {
        server.close();
        synchronized (this) {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
        acceptor.join();
    }

    /** Sends lines to the receiver that is connected, or connects next. */
    synchronized void send(List<String> lines) throws Exception {
        while (connection == null) {
            wait();
        }
        connection.getOutputStream().write(bytes(String.join("\n", lines) + "\n"));
    }

    @Override
    public void close() throws Exception {
        down();
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try (Socket accepted = opened.accept()) {
                serve(accepted);
            } catch (IOException e) {
                continue; // the receiver went away, or the peer goes down
            }
        }
    }

    /** Serves one connection until the receiver closes it. */
    private void serve(Socket accepted) throws IOException {
        accepted.getOutputStream().write(bytes(greeting));
        InputStream in = accepted.getInputStream();
        if (!greeting.isEmpty()) {
            skipLine(in);
        }
        connected(accepted);
        while (in.read() >= 0) {
            // A receiver has nothing more to say; the end is what is waited for.
        }
        connected(null);
    }

    private synchronized void connected(@Nullable Socket socket) {
        connection = socket;
        notifyAll();
    }

    private static void skipLine(InputStream in) throws IOException {
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the receiver went away before it answered");
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
