// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.spi.StateCodec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A class with a codec of the user: what that writes, its length before it.
 *
 * @param codec the codec
 */
record CodedForm(StateCodec<Object> codec) implements Form {
    @Override
    public Form name(Encoder out) {
        out.writeByte(Tag.NAME_CODED);
        Texts.write(codec.type().getName(), out);
        out.writeLong(codec.version());
        return this;
    }

    @Override
    public void write(Object value, Encoder out) {
        int start = out.size();
        try {
            codec.write(value, new DataOutputStream(new Appending(out)));
        } catch (IOException | RuntimeException e) {
            throw new CodecException(
                    codec.getClass().getName() + " could not write a value of "
                            + codec.type().getName() + ": " + e,
                    e);
        }
        out.prefixLength(start);
    }

    /** Appends to a chunk. */
    static final class Appending extends OutputStream {
        private final Output out;

        Appending(Output out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            out.writeByte(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            out.writeBytes(source, offset, length);
        }
    }
}
