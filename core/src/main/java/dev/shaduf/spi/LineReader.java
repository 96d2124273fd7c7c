// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts bytes into lines that end in {@code \n} or {@code \r\n}, or with the bytes, without copying: the line found stands in the
 * reader's buffer until the next one is asked for. Holds at most one line of the length allowed. Used by one thread; closes nothing.
 */
public final class LineReader {
    /** The longest line that can be allowed, in bytes: with its end, it fits into an array. */
    public static final int LONGEST = Integer.MAX_VALUE - 16;

    private static final int BUFFER = 256 << 10;
    /** Small pieces are read in less. */
    private static final int SMALLEST = 8 << 10;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A_0A0A_0A0A_0A0AL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final InputStream in;
    private final long until;
    private final int maxBytes;

    private byte[] buffer;
    /** Where the buffer begins in the bytes. */
    private long base;
    /** Read and not yet handed out: from position to limit. */
    private int position;

    private int limit;
    /** Whether a mark of UTF-8 may come, which is a part of the first line and is left out of it. */
    private boolean mark;
    /** Whether the rest of a line is to be passed over. */
    private boolean skipping;

    private int offset;
    private int length;
    private boolean ended = true;
    private boolean tooLong;

    private LineReader(InputStream in, int bufferBytes, long from, long until, int maxBytes) {
        this.in = in;
        this.buffer = new byte[bufferBytes];
        this.base = from;
        this.until = until;
        this.maxBytes = Math.min(LONGEST, maxBytes);
    }

    /**
     * Reads all lines of what comes in.
     *
     * @param in the bytes
     * @param bufferBytes how many bytes to ask for at a time
     * @param maxBytes the longest line, without its end
     * @return the reader
     */
    public static LineReader of(InputStream in, int bufferBytes, int maxBytes) {
        return new LineReader(in, bufferBytes, 0, Long.MAX_VALUE, maxBytes);
    }

    /**
     * Reads the lines of a text, or of a piece of it: those whose first byte is in the piece. A mark of UTF-8 at the beginning of the text
     * is left out.
     *
     * @param in the bytes from {@code from} on; of a piece that does not begin with the text, from the byte before
     * @param from the place of the first of these bytes in the text
     * @param first whether the piece begins with the text; otherwise what comes before the first line feed is of the piece before
     * @param until the place behind the piece
     * @param maxBytes the longest line, without its end
     * @return the reader
     */
    public static LineReader ofPiece(InputStream in, long from, boolean first, long until, int maxBytes) {
        int bufferBytes = (int) Math.max(SMALLEST, Math.min(BUFFER, until - from));
        LineReader reader = new LineReader(in, bufferBytes, from, until, maxBytes);
        reader.mark = first;
        reader.skipping = !first;
        return reader;
    }

    /**
     * Goes to the next line.
     *
     * @return false when there is none
     * @throws IOException if the bytes cannot be read
     */
    public boolean next() throws IOException {
        if ((skipping && !skip()) || base + position >= until) {
            return false;
        }
        if (mark) {
            passMark();
        }
        int from = position;
        while (true) {
            int newline = newline(buffer, from, limit);
            if (newline >= 0) {
                line(newline, true);
                position = newline + 1;
                return true;
            }
            // One more than allowed may be the carriage return of the line's end.
            if (limit - position > maxBytes + 1L) {
                line(limit, true);
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

    /**
     * Adds lines behind the present one, which must be whole, to it: as many as have been read already and are not too long.
     *
     * @param most lines to add at most
     * @return how many were added
     */
    public int extend(int most) {
        int added = 0;
        while (added < most) {
            int newline = newline(buffer, position, limit);
            if (newline < 0 || newline - position > maxBytes) {
                break;
            }
            position = newline + 1;
            added++;
        }
        return added;
    }

    /**
     * Returns the buffer that the line stands in.
     *
     * @return the buffer itself
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Returns where the line starts in the buffer.
     *
     * @return the first byte
     */
    public int offset() {
        return offset;
    }

    /**
     * Returns the length of the line.
     *
     * @return its bytes without its end; of a line that is too long, those of its beginning, cut between characters of UTF-8
     */
    public int length() {
        return length;
    }

    /**
     * Returns where what was handed out ends in the buffer.
     *
     * @return the byte behind the end of the line
     */
    public int end() {
        return position;
    }

    /**
     * Tells whether the line is longer than allowed; the next one is the one behind its end then.
     *
     * @return whether it is
     */
    public boolean tooLong() {
        return tooLong;
    }

    /**
     * Tells whether the line had its end, or is too long; otherwise the bytes ended in it.
     *
     * @return whether it had
     */
    public boolean ended() {
        return ended;
    }

    /**
     * Tells, after reading has failed, whether that was in the middle of a line.
     *
     * @return whether a part of a line is there
     */
    public boolean midLine() {
        return limit > position;
    }

    /**
     * Returns where the line starts in the text.
     *
     * @return the place of its first byte
     */
    public long place() {
        return base + offset;
    }

    /**
     * Returns how far the text has been handed out or passed over.
     *
     * @return the place of the next byte
     */
    public long position() {
        return base + position;
    }

    /**
     * Looks for a line feed, eight bytes at a time.
     *
     * @param bytes where to look
     * @param from the first byte
     * @param to the byte behind the last
     * @return where the first one is; -1 if there is none
     */
    public static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at) ^ NEWLINES;
            long found = (word - ONES) & ~word & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private boolean rest() {
        if (position == limit) {
            return false;
        }
        line(limit, false);
        position = limit;
        return true;
    }

    private void line(int end, boolean hasEnd) {
        int last = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
        offset = position;
        length = last - position;
        ended = hasEnd;
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

    private void passMark() throws IOException {
        mark = false;
        boolean more = true;
        while (more && limit < BOM.length) {
            more = fill();
        }
        if (limit >= BOM.length && Arrays.equals(buffer, 0, BOM.length, BOM, 0, BOM.length)) {
            position = BOM.length;
        }
    }

    /** Passes over the rest of a line; false if no line begins any more. */
    private boolean skip() throws IOException {
        while (base + position < until) {
            int newline = newline(buffer, position, limit);
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
            long enough = Math.min(LARGEST_ARRAY, maxBytes + (long) BUFFER);
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, enough));
        }
    }
}
