// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the entries of a partition, in chunks of about 1 MB. */
final class ChunkWriter {
    // What a chunk holds after its head. Part of the format: none is ever given another meaning.
    static final int PUT = 1;
    static final int PUT_TOUCHED = 2;
    static final int REMOVE = 3;
    static final int TOUCH = 4;
    static final int PARTIAL = 5;
    static final int DROPPED = 6;
    static final int EXPECT = 7;

    private static final int CHUNK = 1 << 20;
    private static final int SMALL = 1 << 10;
    private static final int SHOWN = 80;

    private final Codecs codecs;
    private final StateChunks into;
    private final Encoder out;
    /** The times in the chunk at which keys were touched; each is spelled once. */
    private final Map<Long, Integer> times = new HashMap<>();

    private @Nullable StateChunk head;
    private long written;

    ChunkWriter(Codecs codecs, StateChunks into) {
        this.codecs = codecs;
        this.into = into;
        this.out = codecs.encoder(SMALL);
    }

    void begin(StateChunk first) {
        head = first;
        open(first);
    }

    /** Hands over what is left. */
    void end() throws Exception {
        handOver();
        head = null;
    }

    /** Writes a whole chunk that has nothing but its head. */
    void note(StateChunk only) throws Exception {
        begin(only);
        end();
    }

    /** Says how many keys are going to come, so that reading them need not make room again and again. */
    void expect(long keys) {
        out.writeByte(EXPECT);
        out.writeUnsigned(keys);
    }

    void put(Object key, Object value) throws Exception {
        entry(PUT, key, value);
    }

    void putTouched(long touched, Object key, Object value) throws Exception {
        out.writeByte(PUT_TOUCHED);
        Integer known = times.get(touched);
        out.writeUnsigned(known == null ? times.size() : known);
        if (known == null) {
            times.put(touched, times.size());
            out.writeLong(touched);
        }
        pair(key, value);
    }

    void remove(Object key) throws Exception {
        entry(REMOVE, key, null);
    }

    void touch(Object key) throws Exception {
        entry(TOUCH, key, null);
    }

    void partial(long time, Partial partial) throws Exception {
        out.writeByte(PARTIAL);
        out.writeLong(time);
        try {
            partial.write(out, codecs);
        } catch (CodecException e) {
            throw new CodecException(shownHead() + ": a partial result cannot be written: " + e.getMessage(), e);
        }
        cut();
    }

    void dropped(long upTo) throws Exception {
        out.writeByte(DROPPED);
        out.writeLong(upTo);
        cut();
    }

    /** Returns the bytes handed over. */
    long written() {
        return written;
    }

    private void entry(int operation, Object key, @Nullable Object value) throws Exception {
        out.writeByte(operation);
        pair(key, value);
    }

    private void pair(Object key, @Nullable Object value) throws Exception {
        try {
            out.write(key);
            if (value != null) {
                out.write(value);
            }
        } catch (CodecException e) {
            throw new CodecException(
                    shownHead() + ": the state of key " + shown(key) + " cannot be written: " + e.getMessage(), e);
        }
        cut();
    }

    private void cut() throws Exception {
        if (out.size() >= CHUNK && head != null) {
            handOver();
            head = head.next();
            open(head);
        }
    }

    private void open(StateChunk chunk) {
        out.reset();
        times.clear();
        chunk.write(out);
    }

    private void handOver() throws Exception {
        handOver(out.view());
    }

    void handOver(ByteBuffer chunk) throws Exception {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while a state was written");
        }
        written += chunk.remaining();
        into.take(chunk);
    }

    private String shownHead() {
        return head == null ? "a state" : head.shown();
    }

    /** Shows a key, bounded; it is the program's, and so is what its {@code toString} does. */
    static String shown(@Nullable Object key) {
        String text;
        try {
            text = String.valueOf(key);
        } catch (RuntimeException e) {
            text = key == null ? "null" : "of " + key.getClass().getName();
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
