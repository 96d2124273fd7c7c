// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts bytes into lines that end in {@code \n} or {@code \r\n}, without copying: the line found stands in the reader's
 * buffer until the next one is asked for. Holds at most one line of the length allowed. Used by one thread.
 */
final class LineReader {
    /** What a socket copies in one go. */
    private static final int BUFFER = 128 << 10;

    private final InputStream in;
    private final int maxBytes;
    private final boolean cut;

    private byte[] buffer = new byte[BUFFER];
    /** Read and not yet handed out: from position to limit. */
    private int position;

    private int limit;
    private boolean skipping;

    private int offset;
    private int length;
    private boolean ended = true;
    private boolean wasCut;

    /**
     * Creates a reader.
     *
     * @param in the bytes
     * @param maxBytes the longest line
     * @param cut whether the rest of a longer line is left out; otherwise it is an error
     */
    LineReader(InputStream in, int maxBytes, boolean cut) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.cut = cut;
    }

    /** Goes to the next line; false at the end of the bytes. */
    boolean next() throws IOException {
        if (skipping && !skip()) {
            return false;
        }
        wasCut = false;
        int from = position;
        while (true) {
            int newline = Newlines.find(buffer, from, limit);
            if (newline >= 0) {
                line(position, newline, true);
                position = newline + 1;
                return true;
            }
            if (limit - position > maxBytes + 1L) {
                line(position, limit, true);
                skipping = true;
                position = limit;
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
    int extend(int most) {
        int added = 0;
        while (added < most) {
            int newline = Newlines.find(buffer, position, limit);
            if (newline < 0 || newline - position > maxBytes) {
                break;
            }
            position = newline + 1;
            added++;
        }
        return added;
    }

    /** Returns where the bytes end that were handed out, the end of the line included. */
    int end() {
        return position;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Returns where the line starts in the buffer. */
    int offset() {
        return offset;
    }

    /** Returns the length of the line in bytes, without its end. */
    int length() {
        return length;
    }

    /** Tells whether the line had its end. */
    boolean ended() {
        return ended;
    }

    /** Tells whether the line was longer than allowed. */
    boolean wasCut() {
        return wasCut;
    }

    /** Tells, after reading has failed, whether it was in the middle of a line. */
    boolean midLine() {
        return limit > position;
    }

    private boolean rest() throws IOException {
        if (position == limit) {
            return false;
        }
        line(position, limit, false);
        position = limit;
        return true;
    }

    private void line(int start, int end, boolean hasEnd) throws IOException {
        int last = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        offset = start;
        length = last - start;
        ended = hasEnd;
        if (length > maxBytes) {
            if (!cut) {
                throw new FramingException("a line is longer than " + maxBytes + " bytes and long lines are refused;"
                        + " raise max.line.bytes, or set long.lines=cut");
            }
            length = wholeCharacters(start, maxBytes);
            wasCut = true;
        }
    }

    /** Shortens a cut so that it does not fall into a character of UTF-8. */
    private int wholeCharacters(int start, int bytes) {
        int end = bytes;
        while (end > 0 && bytes - end < 3 && (buffer[start + end] & 0xC0) == 0x80) {
            end--;
        }
        return (buffer[start + end] & 0xC0) == 0x80 ? bytes : end;
    }

    /** Passes over the rest of a line that was cut; false at the end of the bytes. */
    private boolean skip() throws IOException {
        while (true) {
            int newline = Newlines.find(buffer, position, limit);
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
    }

    /** Reads more behind what is pending; false at the end of the bytes. */
    private boolean fill() throws IOException {
        if (position == limit) {
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
            limit -= position;
            position = 0;
        } else if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxBytes + (long) BUFFER));
        }
    }
}
