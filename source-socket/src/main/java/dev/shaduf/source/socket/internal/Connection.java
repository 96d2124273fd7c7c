// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** An open connection to the peer. Used by one thread. */
public final class Connection {
    private final Socket socket;
    private final Watched in;

    /** Begins to read from a socket that is connected. */
    public Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new Watched(socket.getInputStream());
    }

    InputStream in() {
        return in;
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** Tells whether the peer has sent anything. */
    boolean received() {
        return in.received;
    }

    /** Notes whether anything was read. */
    private static final class Watched extends InputStream {
        private final InputStream from;
        private boolean received;

        Watched(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            int next = from.read();
            received |= next >= 0;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = from.read(buffer, offset, length);
            received |= count > 0;
            return count;
        }

        @Override
        public int available() throws IOException {
            return from.available();
        }
    }
}
