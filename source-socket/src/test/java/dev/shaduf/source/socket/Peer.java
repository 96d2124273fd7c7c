// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A peer on this machine: plays one script per connection, the last one again and again. */
public final class Peer implements AutoCloseable {
    /** What the peer does with a connection; it is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void play(Socket connection) throws Exception;
    }

    private final ServerSocket server;
    private final Queue<Script> scripts;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "peer");

    private Peer(ServerSocket server, List<Script> scripts) {
        this.server = server;
        this.scripts = new ArrayDeque<>(scripts);
    }

    public static Peer playing(Script... scripts) throws IOException {
        return playing(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), scripts);
    }

    public static Peer playing(ServerSocket server, Script... scripts) {
        Peer peer = new Peer(server, Arrays.asList(scripts));
        peer.thread.setDaemon(true);
        peer.thread.start();
        return peer;
    }

    /** Sends bytes, then ends the connection. */
    public static Script sending(byte[] bytes) {
        return connection -> connection.getOutputStream().write(bytes);
    }

    /** Sends bytes, then says nothing until the other side closes. */
    public static Script sendingThenSilent(byte[] bytes) {
        return connection -> {
            connection.getOutputStream().write(bytes);
            silent().play(connection);
        };
    }

    public static Script silent() {
        return connection -> {
            if (connection.getInputStream().read() >= 0) {
                throw new IOException("nobody was to say anything");
            }
        };
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        thread.join();
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                open.add(connection);
                Script script = scripts.size() > 1 ? scripts.remove() : scripts.element();
                script.play(connection);
            } catch (Exception e) {
                continue; // the other side went away, or the test is over
            }
        }
    }
}
