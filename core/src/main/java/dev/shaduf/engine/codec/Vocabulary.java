// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes many small pieces that this process alone reads again: what a chunk would name at its beginning is named once for all
 * of them, and kept here. Used by one thread at a time.
 */
public final class Vocabulary {
    private static final int PIECE = 256;

    private final Codecs codecs;
    /** The classes named, per generation. */
    private final List<List<NamedClass>> generations = new ArrayList<>();

    private Encoder out;

    /**
     * Creates one that names nothing yet.
     *
     * @param codecs encode and decode
     */
    public Vocabulary(Codecs codecs) {
        this.codecs = codecs;
        this.out = renewed();
    }

    /** Begins a piece. */
    public void begin() {
        out.begin();
        out.writeUnsigned(generations.size() - 1L);
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @throws CodecException if it cannot be written; the piece is of no use then
     */
    public void write(@Nullable Object value) {
        int from = out.size();
        int known = out.definitions();
        try {
            out.write(value);
        } catch (RuntimeException | Error e) {
            // What it has named so far nobody has learnt.
            out = renewed();
            throw e;
        }
        if (out.definitions() > known) {
            byte[] naming = out.toBytes();
            new Decoder(codecs, ByteBuffer.wrap(naming, from, naming.length - from), names(generations.size() - 1L))
                    .readPlain();
            out.used(from);
            out.write(value);
        }
    }

    /**
     * Writes a number.
     *
     * @param value the number
     */
    public void writeLong(long value) {
        out.writeLong(value);
    }

    /**
     * Ends the piece.
     *
     * @return a copy of it
     */
    public byte[] end() {
        return out.toBytes();
    }

    /**
     * Reads a piece.
     *
     * @param piece what {@link #end} returned
     * @return gives the values
     */
    public Decoder decoder(byte[] piece) {
        Decoder in = new Decoder(codecs, ByteBuffer.wrap(piece), new ArrayList<>(0));
        return in.naming(names(in.readUnsigned()));
    }

    private List<NamedClass> names(long generation) {
        return generations.get((int) generation);
    }

    private Encoder renewed() {
        generations.add(new ArrayList<>());
        return codecs.encoder(PIECE);
    }
}
