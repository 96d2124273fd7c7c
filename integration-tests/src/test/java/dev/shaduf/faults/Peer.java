// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A peer on this machine that does the same with each connection, one after the other, and closes it then. */
final class Peer implements AutoCloseable {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Script script;
    private final Thread thread = new Thread(this::run, "peer");
    private volatile Socket connection = new Socket();

    private Peer(Script script) throws IOException {
        this.script = script;
    }

    static Peer playing(Script script) throws IOException {
        Peer peer = new Peer(script);
        peer.thread.setDaemon(true);
        peer.thread.start();
        return peer;
    }

    /** Sends bytes, then says nothing until the other side closes. */
    static Peer sending(byte... bytes) throws IOException {
        return playing(connection -> {
            connection.getOutputStream().write(bytes);
            silence(connection);
        });
    }

    static void silence(Socket connection) throws IOException {
        while (connection.getInputStream().read() >= 0) {
            connection.getOutputStream().flush();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        connection.close();
        thread.join();
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket accepted = server.accept()) {
                connection = accepted;
                script.play(accepted);
            } catch (IOException e) {
                continue; // the other side went away, or the test is over
            }
        }
    }
}
