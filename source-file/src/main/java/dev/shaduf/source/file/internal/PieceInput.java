// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of one piece, and whose they are. Looks before and after reading whether the file is still the one that was
 * planned: what was written over must not pass as what was journaled.
 */
final class PieceInput implements AutoCloseable {
    private final FilePiece piece;
    private final URI path;
    private final FileStore store;
    private InputStream bytes = InputStream.nullInputStream();

    private PieceInput(FilePiece piece) {
        this.piece = piece;
        this.path = URI.create(piece.file().path());
        this.store = FileStore.of(path);
    }

    static PieceInput open(FilePiece piece) throws IOException {
        PieceInput input = new PieceInput(piece);
        input.check();
        return input;
    }

    /** Opens the bytes of the file from a place on, uncompressed; closed with this. */
    InputStream bytes(long offset) throws IOException {
        InputStream raw = null;
        try {
            raw = new BoundedStream(store.read(path, offset), piece.file().length() - offset);
            bytes = raw;
            bytes = new NamedStream(Codec.of(piece.file().path()).uncompressed(raw), this::failure);
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    long from() {
        return piece.from();
    }

    long until() {
        return piece.until();
    }

    /** Tells whether offsets in the bytes are offsets in the file. */
    boolean compressed() {
        return Codec.of(piece.file().path()) != Codec.NONE;
    }

    long length() {
        return piece.file().length();
    }

    /** Returns the path as people write it. */
    String name() {
        return Location.readable(piece.file().path());
    }

    /** Says where a record was found. */
    Map<String, String> place(String unit, long where) {
        return Map.of("file", name(), unit, Long.toString(where));
    }

    /** Makes an error of the file's content out of what a reader met. */
    IOException failure(Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new IOException("cannot read file '" + name() + "': " + reason, cause);
    }

    /** Fails if the file is not what it was when its batch was planned. */
    void check() throws IOException {
        Optional<FileEntry> found;
        try {
            found = store.find(path);
        } catch (IOException e) {
            throw failure(e);
        }
        TakenFile planned = piece.file();
        if (found.isEmpty()) {
            throw new IOException(
                    "file '" + name() + "' is gone, but its batch was planned with it; put it back, or let"
                            + " whoever removes files wait until their batches are complete");
        }
        FileEntry now = found.get();
        if (now.length() != planned.length() || now.modified() != planned.modified()) {
            throw new IOException("file '" + name() + "' has changed since its batch was planned: it had "
                    + planned.length() + " bytes, modified at " + planned.modified() + " ms, and has " + now.length()
                    + " bytes, modified at " + now.modified()
                    + " ms; write files under a name that begins with a dot and rename them, or raise 'settle'");
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
