// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Encoder;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.StateStore;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The partial result of a batch: pairs, or their encoded form in the heap or on disk. One that was loaded is decoded when it is
 * first read: of a long window most parts are read only when they leave it.
 */
final class Partial {
    /** A list of pairs, or {@link Encoded}, or {@link Stored}. */
    private Object content;

    /** Pairs as a chunk of their own. */
    private record Encoded(byte[] chunk, Codecs codecs) {}

    /** The same on disk. It is decoded whenever it is read. */
    private record Stored(StateStore.Region region, long time, Codecs codecs) {
        byte[] chunk() {
            byte @Nullable [] chunk = region.get(time);
            if (chunk == null) {
                throw new IllegalStateException("the partial result of " + time + " was let go of while it was read");
            }
            return chunk;
        }
    }

    Partial(List<? extends Tuple2<?, ?>> pairs) {
        content = List.copyOf(pairs);
    }

    Partial(byte[] chunk, Codecs codecs) {
        content = new Encoded(chunk, codecs);
    }

    synchronized List<Tuple2<?, ?>> pairs() {
        if (content instanceof Stored stored) {
            return decode(stored.chunk(), stored.codecs());
        }
        if (content instanceof Encoded encoded) {
            content = decode(encoded.chunk(), encoded.codecs());
        }
        return typed(content);
    }

    /** Writes the pairs as a chunk of their own, its length before it. */
    synchronized void write(Encoder out, Codecs codecs) {
        byte[] chunk = chunk(codecs);
        out.writeUnsigned(chunk.length);
        out.writeBytes(chunk, 0, chunk.length);
    }

    /** Keeps the pairs on disk from now on. */
    synchronized void store(StateStore.Region region, long time, Codecs codecs) {
        region.put(time, chunk(codecs));
        content = new Stored(region, time, codecs);
    }

    private byte[] chunk(Codecs codecs) {
        return content instanceof Encoded encoded
                ? encoded.chunk()
                : content instanceof Stored stored ? stored.chunk() : codecs.encode(content);
    }

    private static List<Tuple2<?, ?>> decode(byte[] chunk, Codecs codecs) {
        return codecs.decode(ByteBuffer.wrap(chunk)) instanceof List<?> pairs ? typed(pairs) : List.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Tuple2<?, ?>> typed(Object pairs) {
        return (List<Tuple2<?, ?>>) pairs;
    }
}
