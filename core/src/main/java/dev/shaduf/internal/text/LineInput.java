// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import dev.shaduf.spi.FileStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads the lines that begin in a piece of a file. */
final class LineInput implements Input {
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST = Integer.MAX_VALUE - 8;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Piece piece;
    private final boolean compressed;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    /** The place in the buffer of the next byte, and after the last. */
    private int at;

    private int end;
    /** The place in the file of the next byte. */
    private long position;

    private LineInput(Piece piece, InputStream in, long position) {
        this.piece = piece;
        this.compressed = Piece.compressed(piece.file());
        this.in = in;
        this.position = position;
    }

    /** Begins one byte early: if that ends a line, one begins with the piece. */
    static LineInput open(Piece piece) throws IOException {
        long from = Math.max(0, piece.from() - 1);
        InputStream in = FileStore.of(piece.file()).read(piece.file(), from);
        try {
            boolean compressed = Piece.compressed(piece.file());
            LineInput input = new LineInput(piece, compressed ? new GZIPInputStream(in, BUFFER) : in, from);
            input.begin();
            return input;
        } catch (IOException e) {
            in.close();
            throw new IOException(piece.file() + " cannot be read: " + e, e);
        }
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        for (int i = 0; i < max; i++) {
            if (!compressed && position >= piece.to()) {
                return false;
            }
            int length = lineLength();
            if (length < 0) {
                requireEnd();
                return false;
            }
            into.push(take(length));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void begin() throws IOException {
        if (piece.from() > 0) {
            int length = lineLength();
            skip(Math.max(0, length));
            return;
        }
        while (end < BOM.length && fill()) {}
        if (end >= BOM.length && Arrays.equals(BOM, 0, BOM.length, buffer, 0, BOM.length)) {
            skip(BOM.length);
        }
    }

    /** Returns the bytes of the next line with its end, of which the file's is none; negative for no line. */
    private int lineLength() throws IOException {
        int looked = 0;
        while (true) {
            for (int i = at + looked; i < end; i++) {
                if (buffer[i] == '\n') {
                    return i + 1 - at;
                }
            }
            looked = end - at;
            if (!fill()) {
                return looked == 0 ? -1 : looked;
            }
        }
    }

    private String take(int length) {
        int until = length;
        if (buffer[at + until - 1] == '\n') {
            until--;
            if (until > 0 && buffer[at + until - 1] == '\r') {
                until--;
            }
        }
        String line = new String(buffer, at, until, StandardCharsets.UTF_8);
        skip(length);
        return line;
    }

    private void skip(int bytes) {
        at += bytes;
        position += bytes;
    }

    /** Reads more behind what is in the buffer. */
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        }
        if (end == buffer.length) {
            if (end == LONGEST) {
                throw new IOException("a line of " + piece.file() + " that begins at byte " + position
                        + " has more than " + LONGEST + " bytes, which is more than a string can hold");
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(LONGEST, 2L * end));
        }
        int read;
        try {
            read = in.read(buffer, end, buffer.length - end);
        } catch (IOException e) {
            throw new IOException(piece.file() + " cannot be read: " + e, e);
        }
        end += Math.max(0, read);
        return read > 0;
    }

    private void requireEnd() throws EOFException {
        if (!compressed && position < piece.to()) {
            throw new EOFException(piece.file() + " ends at byte " + position + "; it was longer, at least "
                    + piece.to() + " bytes, when it was looked up; files that are read must not change");
        }
    }
}
