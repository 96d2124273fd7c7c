// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each line once and asks nobody whether it has arrived. */
final class LinesPeer extends SocketPeer {
    private static final int AT_ONCE = 5;

    private final AtomicInteger next = new AtomicInteger();

    LinesPeer(AtomicInteger lines) throws IOException {
        super(lines);
    }

    @Override
    void serve(Socket connection) throws IOException {
        OutputStream out = connection.getOutputStream();
        while (isServed(connection)) {
            if (has(next.get())) {
                int number = next.getAndIncrement();
                out.write((number + "\n").getBytes(StandardCharsets.UTF_8));
                if (number % AT_ONCE == 0) {
                    pause();
                }
            }
        }
    }
}
