// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Receives lines from a TCP peer: a receiver in twenty lines. For real work there is {@code SocketReceiver}. */
// tag::program[]
public final class LineReceiver extends Receiver<String> {
    private final InetSocketAddress peer;

    public LineReceiver(InetSocketAddress peer) {
        super(StorageLevel.MEMORY_ONLY);
        this.peer = peer;
    }

    @Override
    public void onStart() {
        startThread("lines", this::receive);
    }

    private void receive() throws IOException {
        try (SocketChannel connection = SocketChannel.open(peer)) {
            BufferedReader lines = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                store(line);
            }
        }
        restart(peer + " has closed the connection");
    }
}
// end::program[]
