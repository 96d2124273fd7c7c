// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends lines with positions: from where the program says that it goes on, and some before that again. */
final class PositionsPeer extends SocketPeer {
    private static final int SENT_AGAIN = 70;
    private static final int AT_ONCE = 5;

    PositionsPeer(AtomicInteger lines) throws IOException {
        super(lines);
    }

    @Override
    void serve(Socket connection) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write("positions\t1\tlines\n".getBytes(StandardCharsets.UTF_8));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        String from = String.valueOf(in.readLine());
        if (!from.startsWith("from\tlines\t") || !"go".equals(in.readLine())) {
            return;
        }
        String last = from.substring(from.lastIndexOf('\t') + 1);
        int next = last.equals("-") ? 0 : Math.max(0, Integer.parseInt(last) + 1 - SENT_AGAIN);
        while (isServed(connection)) {
            if (has(next)) {
                out.write(("lines\t" + next + "\t" + next + "\n").getBytes(StandardCharsets.UTF_8));
                if (++next % AT_ONCE == 0) {
                    pause();
                }
            }
        }
    }
}
