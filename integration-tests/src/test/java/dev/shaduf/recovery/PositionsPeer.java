// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends lines with positions: from where the program says that it goes on, and some before that again. Closes the connection now and
 * then, and is told again how far the program has come, which the program must not take back, whatever happens to it.
 */
final class PositionsPeer extends SocketPeer {
    private static final int SENT_AGAIN = 70;
    private static final int AT_ONCE = 5;
    private static final int PER_CONNECTION = 400;

    private int told = -1;
    private volatile String fault = "";

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
        int stored = last.equals("-") ? -1 : Integer.parseInt(last);
        note(stored);
        int next = Math.max(0, stored + 1 - SENT_AGAIN);
        int end = next + PER_CONNECTION;
        while (isServed(connection) && next < end) {
            if (has(next)) {
                out.write(("lines\t" + next + "\t" + next + "\n").getBytes(StandardCharsets.UTF_8));
                if (++next % AT_ONCE == 0) {
                    pause();
                }
            }
        }
    }

    /** Returns what the program has taken back; empty if nothing. */
    String fault() {
        return fault;
    }

    private synchronized void note(int stored) {
        if (stored < told) {
            fault = "the program said that it had stored line " + told + ", and later that it had only " + stored;
        }
        told = Math.max(told, stored);
    }
}
