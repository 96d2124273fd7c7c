// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Encoder;
import dev.shaduf.function.Tuple2;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The partial result of a batch: pairs, or their encoded form. One that was loaded is decoded when it is first read: of a long
 * window most parts are read only when they leave it.
 */
final class Partial {
    /** A list of pairs, or {@link Encoded}. */
    private Object content;

    /** Pairs as a chunk of their own. */
    private record Encoded(byte[] chunk, Codecs codecs) {}

    Partial(List<? extends Tuple2<?, ?>> pairs) {
        content = List.copyOf(pairs);
    }

    Partial(byte[] chunk, Codecs codecs) {
        content = new Encoded(chunk, codecs);
    }

    @SuppressWarnings("unchecked")
    synchronized List<Tuple2<?, ?>> pairs() {
        if (content instanceof Encoded encoded) {
            content = decode(encoded);
        }
        return (List<Tuple2<?, ?>>) content;
    }

    /** Writes the pairs as a chunk of their own, its length before it. */
    synchronized void write(Encoder out, Codecs codecs) {
        byte[] chunk = content instanceof Encoded encoded ? encoded.chunk() : codecs.encode(content);
        out.writeUnsigned(chunk.length);
        out.writeBytes(chunk, 0, chunk.length);
    }

    private static List<?> decode(Encoded encoded) {
        return encoded.codecs().decode(ByteBuffer.wrap(encoded.chunk())) instanceof List<?> pairs ? pairs : List.of();
    }
}
