// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.time.Duration;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, and how.
 *
 * @param host the host
 * @param port its port
 * @param tls how to encrypt; {@code null} for plain text
 * @param connectTimeout longest time to connect and to complete a handshake
 * @param readTimeout longest silence of the peer; zero for any
 * @param reconnectMin shortest pause before a new attempt
 * @param reconnectMax longest pause before a new attempt
 */
public record Endpoint(
        String host,
        int port,
        @Nullable Tls tls,
        Duration connectTimeout,
        Duration readTimeout,
        Duration reconnectMin,
        Duration reconnectMax)
        implements Serializable {
    /** Connects a socket made by the caller, who can close it from another thread meanwhile. */
    Socket connect(Socket socket) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("host '" + host + "' is unknown");
        }
        int timeout = Math.toIntExact(connectTimeout.milliseconds());
        socket.setKeepAlive(true); // a dead peer is noticed, if late
        socket.connect(address, timeout);
        socket.setSoTimeout(timeout);
        Socket connected = tls == null ? socket : tls.wrap(socket, host, port);
        connected.setSoTimeout(Math.toIntExact(readTimeout.milliseconds()));
        return connected;
    }

    /** Returns the address as it is written. */
    public String address() {
        return host + ":" + port;
    }
}
