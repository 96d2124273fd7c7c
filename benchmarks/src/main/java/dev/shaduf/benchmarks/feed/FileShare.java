// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A lane's part of a file of lines: whole lines only.
 *
 * @param offset the first byte
 * @param bytes how many bytes
 */
record FileShare(long offset, long bytes) {

    private static final int LOOK_AHEAD = 8_192;

    /**
     * Cuts a file into shares of about equal size that together hold every byte once.
     *
     * @param file open for reading
     * @param lanes how many shares; some are empty when there are fewer lines
     */
    static List<FileShare> split(FileChannel file, int lanes) throws IOException {
        List<FileShare> shares = new ArrayList<>(lanes);
        long size = file.size();
        long from = 0;
        for (int lane = 1; lane <= lanes; lane++) {
            long to = lane == lanes ? size : Math.max(from, afterNewline(file, size * lane / lanes));
            shares.add(new FileShare(from, to - from));
            from = to;
        }
        return shares;
    }

    /** Returns the start of the first line at or after {@code position}, or the end of the file. */
    private static long afterNewline(FileChannel file, long position) throws IOException {
        // One byte back: when that is a newline, a line starts at the position itself.
        long at = Math.max(0, position - 1);
        ByteBuffer ahead = ByteBuffer.allocate(LOOK_AHEAD);
        while (file.read(ahead.clear(), at) > 0) {
            ahead.flip();
            while (ahead.hasRemaining()) {
                at++;
                if (ahead.get() == '\n') {
                    return at;
                }
            }
        }
        return file.size();
    }
}
