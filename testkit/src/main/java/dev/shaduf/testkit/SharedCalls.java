// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.engine.codec.RecordObjectsOut;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls objects that another JVM shares: one connection per thread and JVM. */
final class SharedCalls {
    private static final ThreadLocal<Map<Integer, SharedCalls>> CONNECTIONS = ThreadLocal.withInitial(HashMap::new);

    private final ObjectOutputStream out;
    private final ObjectInputStream in;

    private SharedCalls(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        out = new RecordObjectsOut(socket.getOutputStream());
        out.flush();
        in = new Resolving(socket);
    }

    /** Calls an object. */
    static @Nullable Object call(int port, UUID id, Shared.Use<?, ?> use) throws Exception {
        Map<Integer, SharedCalls> connections = CONNECTIONS.get();
        SharedCalls connection = connections.get(port);
        try {
            if (connection == null) {
                connection = new SharedCalls(new Socket(InetAddress.getLoopbackAddress(), port));
                connections.put(port, connection);
            }
            return connection.call(id, use);
        } catch (IOException e) {
            connections.remove(port);
            throw e;
        }
    }

    private @Nullable Object call(UUID id, Shared.Use<?, ?> use) throws Exception {
        out.writeObject(id);
        out.writeObject(use);
        out.reset();
        out.flush();
        SharedServer.Answer answer = (SharedServer.Answer) in.readObject();
        if (answer.thrown() != null) {
            throw answer.thrown();
        }
        return answer.value();
    }

    /** Finds classes where the program's are. */
    private static final class Resolving extends ObjectInputStream {
        Resolving(Socket socket) throws IOException {
            super(socket.getInputStream());
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        type.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(type);
            }
        }
    }
}
