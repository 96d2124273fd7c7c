// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a file's lines as UTF-8 as {@link SocketLines} does a socket's: decodes 256 KB of whole lines in one go. */
final class FileLines implements Closeable {

    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean ended;
    private String text = "";
    private int at;

    FileLines(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Returns the next line without its newline, or null at the end of the file. */
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
        channel.close();
    }

    private void decodeMore() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
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
