// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.engine.codec.RecordObjectsOut;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of other JVMs of this machine; begins when something shared is first serialized. */
final class SharedServer {
    private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);
    private static final int BACKLOG = 50;

    private static int port;

    /**
     * What a call came to.
     *
     * @param value the result
     * @param thrown what was thrown instead; {@code null} for nothing
     */
    record Answer(@Nullable Object value, @Nullable Exception thrown) implements java.io.Serializable {}

    private SharedServer() {}

    /** Returns the port, on the loopback address. */
    static synchronized int port() throws IOException {
        if (port == 0) {
            ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            start("testkit-shared", () -> accept(server));
            port = server.getLocalPort();
        }
        return port;
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket caller = server.accept();
                start("testkit-shared-caller", () -> serve(caller));
            }
        } catch (IOException e) {
            LOG.warn("objects are shared with other JVMs no more", e);
        }
    }

    private static void serve(Socket caller) {
        try (caller;
                ObjectOutputStream out = new RecordObjectsOut(caller.getOutputStream());
                ObjectInputStream in = new ObjectInputStream(caller.getInputStream())) {
            while (true) {
                UUID id = (UUID) in.readObject();
                out.writeObject(answer(id, (Shared.Use<?, ?>) in.readObject()));
                out.reset();
                out.flush();
            }
        } catch (EOFException e) {
            // The caller has gone.
        } catch (IOException | ClassNotFoundException e) {
            LOG.debug("a caller of a shared object has gone", e);
        }
    }

    private static Answer answer(UUID id, Shared.Use<?, ?> use) {
        try {
            return new Answer(Shared.run(id, use), null);
        } catch (Exception e) {
            return new Answer(null, e);
        }
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
