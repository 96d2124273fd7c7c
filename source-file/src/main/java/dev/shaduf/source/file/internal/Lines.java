// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a piece, cut from the bytes without copying: the line found stands in the buffer until the next one is asked
 * for. A line belongs to the piece that its first byte is in, and ends in {@code \n} or {@code \r\n} or with the file. Holds at
 * most one line of the length allowed. Used by one thread.
 */
final class Lines {
    private static final int BUFFER = 256 << 10;
    /** Small files, and small pieces, are read in less. */
    private static final int SMALLEST = 8 << 10;

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A_0A0A_0A0A_0A0AL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final InputStream in;
    private final long until;
    private final int maxBytes;

    private byte[] buffer;
    /** Where the buffer begins in the bytes of the file. */
    private long base;
    /** Read and not yet handed out: from position to limit. */
    private int position;

    private int limit;
    /** Whether the rest of a line is to be passed over. */
    private boolean skipping;

    private boolean started;
    private int offset;
    private int length;
    private boolean tooLong;

    /**
     * Begins at a place.
     *
     * @param in the bytes from that place on
     * @param from the place
     * @param skipping whether what comes before the first line feed belongs to another piece
     * @param until lines that begin here or later are not read
     * @param maxBytes the longest line
     */
    Lines(InputStream in, long from, boolean skipping, long until, int maxBytes) {
        this.in = in;
        this.buffer = new byte[(int) Math.max(SMALLEST, Math.min(BUFFER, until - from))];
        this.base = from;
        this.until = until;
        this.maxBytes = maxBytes;
        this.skipping = skipping;
    }

    /** Goes to the next line; false when there is none in this piece. */
    boolean next() throws IOException {
        if (!started) {
            started = true;
            passBom();
        }
        if ((skipping && !skip()) || base + position >= until) {
            return false;
        }
        int from = position;
        while (true) {
            int newline = newline(from);
            if (newline >= 0) {
                line(newline);
                position = newline + 1;
                return true;
            }
            // One more than allowed may be the carriage return of the line's end.
            if (limit - position > maxBytes + 1L) {
                line(limit);
                position = limit;
                skipping = true;
                return true;
            }
            int pending = limit - position;
            if (!fill()) {
                return rest();
            }
            from = position + pending;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    /** Returns where the line starts in the buffer. */
    int offset() {
        return offset;
    }

    /** Returns the length of the line in bytes, without its end; of a line that is too long, that of its beginning. */
    int length() {
        return length;
    }

    /** Tells whether the line is longer than allowed. */
    boolean tooLong() {
        return tooLong;
    }

    /** Returns where the line starts in the bytes of the file. */
    long place() {
        return base + offset;
    }

    private boolean rest() {
        if (position == limit) {
            return false;
        }
        line(limit);
        position = limit;
        return true;
    }

    private void line(int end) {
        int last = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
        offset = position;
        length = last - position;
        tooLong = length > maxBytes;
        if (tooLong) {
            length = wholeCharacters(maxBytes);
        }
    }

    /** Shortens a cut so that it does not fall into a character of UTF-8. */
    private int wholeCharacters(int bytes) {
        int end = bytes;
        while (end > 0 && bytes - end < 3 && (buffer[offset + end] & 0xC0) == 0x80) {
            end--;
        }
        return (buffer[offset + end] & 0xC0) == 0x80 ? bytes : end;
    }

    private void passBom() throws IOException {
        boolean more = base == 0 && !skipping;
        while (more && limit < BOM.length) {
            more = fill();
        }
        if (base == 0 && !skipping && limit >= BOM.length && Arrays.equals(buffer, 0, BOM.length, BOM, 0, BOM.length)) {
            position = BOM.length;
        }
    }

    /** Passes over the rest of a line; false if no line begins in this piece any more. */
    private boolean skip() throws IOException {
        while (base + position < until) {
            int newline = newline(position);
            if (newline >= 0) {
                position = newline + 1;
                skipping = false;
                return true;
            }
            position = limit;
            if (!fill()) {
                return false;
            }
        }
        return false;
    }

    /** Reads more behind what is pending; false at the end of the bytes. */
    private boolean fill() throws IOException {
        if (position == limit) {
            base += position;
            position = 0;
            limit = 0;
        } else {
            makeRoom();
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count >= 0;
    }

    private void makeRoom() {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
        } else if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxBytes + (long) BUFFER));
        }
    }

    /** Looks for a newline, eight bytes at a time. */
    private int newline(int from) {
        byte[] bytes = buffer;
        int end = limit;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at) ^ NEWLINES;
            long found = (word - ONES) & ~word & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
