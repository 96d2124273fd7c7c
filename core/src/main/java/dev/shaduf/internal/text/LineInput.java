// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.LineReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads the lines that begin in a piece of a file. */
final class LineInput implements Input {
    private static final int BUFFER = 64 << 10;

    private final Piece piece;
    private final InputStream in;
    private final LineReader lines;

    private LineInput(Piece piece, InputStream in, long from) {
        this.piece = piece;
        this.in = in;
        long until = Piece.compressed(piece.file()) ? Long.MAX_VALUE : piece.to();
        this.lines = LineReader.ofPiece(in, from, piece.from() == 0, until, LineReader.LONGEST);
    }

    /** Begins one byte early: if that ends a line, one begins with the piece. */
    static LineInput open(Piece piece) throws IOException {
        long from = Math.max(0, piece.from() - 1);
        InputStream in = FileStore.of(piece.file()).read(piece.file(), from);
        try {
            return new LineInput(piece, Piece.compressed(piece.file()) ? new GZIPInputStream(in, BUFFER) : in, from);
        } catch (IOException e) {
            in.close();
            throw new IOException(piece.file() + " cannot be read: " + e, e);
        }
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        for (int i = 0; i < max; i++) {
            if (!next()) {
                requireEnd();
                return false;
            }
            into.push(new String(lines.buffer(), lines.offset(), lines.length(), UTF_8));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean next() throws IOException {
        boolean found;
        try {
            found = lines.next();
        } catch (IOException e) {
            throw new IOException(piece.file() + " cannot be read: " + e, e);
        }
        if (found && lines.tooLong()) {
            throw new IOException("a line of " + piece.file() + " that begins at byte " + lines.place()
                    + " has more than " + LineReader.LONGEST + " bytes, which is more than a string can hold");
        }
        return found;
    }

    private void requireEnd() throws EOFException {
        if (!Piece.compressed(piece.file()) && lines.position() < piece.to()) {
            throw new EOFException(piece.file() + " ends at byte " + lines.position() + "; it was longer, at least "
                    + piece.to() + " bytes, when it was looked up; files that are read must not change");
        }
    }
}
