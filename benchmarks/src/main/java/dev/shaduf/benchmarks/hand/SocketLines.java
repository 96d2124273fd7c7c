// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a socket's lines as UTF-8. Reads up to 256 KB at a time, decodes all its whole lines in one go and cuts lines
 * out of the decoded text: with {@code String.indexOf} and {@code substring}, which the JVM runs with vector
 * instructions, this is faster than {@code BufferedReader}, which decodes into chars and packs them into bytes again.
 */
final class SocketLines implements Closeable {

    private static final int BUFFER = 1 << 18;

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean ended;
    private String text = "";
    private int at;

    SocketLines(String host, int port) throws IOException {
        socket = new Socket(host, port);
        in = socket.getInputStream();
    }

    /** Returns the next line without its newline, or null at the end of the stream. */
    @Nullable
    String next() throws IOException {
        while (at == text.length()) {
            if (ended) {
                return null;
            }
            decodeMore();
        }
        int end = text.indexOf('\n', at);
        int stop = end < 0 ? text.length() : end;
        String line = text.substring(at, stop);
        at = end < 0 ? stop : stop + 1;
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Reads once and decodes up to the last newline; what follows it waits for its end. */
    private void decodeMore() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        int searchedFrom = filled;
        filled += Math.max(read, 0);
        int whole = ended ? filled : afterLastNewline(searchedFrom);
        text = new String(buffer, 0, whole, StandardCharsets.UTF_8);
        at = 0;
        filled -= whole;
        System.arraycopy(buffer, whole, buffer, 0, filled);
    }

    private int afterLastNewline(int from) {
        for (int i = filled - 1; i >= from; i--) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
