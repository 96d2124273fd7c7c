// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Records of a block in a log, by the codecs of the program's states: a later version of the program reads them. */
final class CodedRecords {
    private static final int SMALL = 1 << 10;

    private static final int LARGE = 1 << 20;

    private final Codecs codecs;
    private final ThreadLocal<Encoder> trials;

    CodedRecords(Codecs codecs) {
        this.codecs = codecs;
        this.trials = ThreadLocal.withInitial(() -> codecs.encoder(SMALL));
    }

    /**
     * Refuses a record that could not be written. What is known to be written whatever it holds costs nothing; anything else is
     * written on trial.
     *
     * @throws CodecException if it cannot be written
     */
    void check(Object record) {
        if (!isAlwaysWritten(record)) {
            Encoder trial = trials.get();
            trial.reset();
            write(record, trial);
            if (trial.size() > LARGE) {
                trials.remove();
            }
        }
    }

    private boolean isAlwaysWritten(Object record) {
        try {
            return codecs.isImmutable(record);
        } catch (CodecException e) {
            throw refused(record, e);
        }
    }

    private static void write(Object record, Encoder out) {
        try {
            out.write(record);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw refused(record, e);
        }
    }

    private static CodecException refused(Object record, Throwable cause) {
        return new CodecException(
                "a record of " + record.getClass().getTypeName() + " cannot be written: "
                        + (cause instanceof CodecException
                                ? cause.getMessage()
                                : cause + "; mend its class or its StateCodec"),
                cause);
    }

    /**
     * Encodes each chunk for itself, so that it can be read without the others.
     *
     * @throws CodecException if a record cannot be written
     */
    List<ByteBuffer> encode(List<Chunk> chunks) {
        List<ByteBuffer> parts = new ArrayList<>();
        Encoder out = codecs.encoder(SMALL);
        for (Chunk chunk : chunks) {
            out.reset();
            out.writeUnsigned(chunk.size());
            for (int i = 0; i < chunk.size(); i++) {
                Object record = chunk.get(i);
                write(record, out);
            }
            parts.add(ByteBuffer.wrap(out.toBytes()));
        }
        return parts;
    }

    Iterator<Object> decode(ByteBuffer bytes) {
        Decoder in = codecs.decoder(bytes);
        return new Reader(in, in.readUnsigned());
    }

    private static final class Reader implements Iterator<Object> {
        private final Decoder in;
        private long left;

        Reader(Decoder in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Object next() {
            if (left == 0) {
                throw new NoSuchElementException("no more records in the block");
            }
            left--;
            return Objects.requireNonNull(in.read());
        }
    }
}
