// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends lines to who connects last, like {@code nc -lk}. The kernel accepts connections before the peer does. */
final class LinePeer implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LOOK_MILLIS = 50;

    private ServerSocket server = open(0);
    private Socket connection = new Socket();

    LinePeer() throws IOException {}

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    void send(List<String> lines) throws IOException {
        while (!connection.isConnected() || hasEnded()) {
            connection.close();
            connection = server.accept();
        }
        connection.getOutputStream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void down() throws IOException {
        connection.close();
        server.close();
    }

    void up() throws IOException {
        server = open(server.getLocalPort());
        connection = new Socket();
    }

    @Override
    public void close() throws IOException {
        down();
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket opened = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        opened.setSoTimeout(CONNECT_MILLIS);
        return opened;
    }

    /** A receiver never sends anything: what can be read is the end. */
    private boolean hasEnded() throws IOException {
        connection.setSoTimeout(LOOK_MILLIS);
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketTimeoutException alive) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
