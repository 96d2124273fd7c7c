// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The values that an update has read, in encoded form: what it changed in place is taken back when it is undone. Values
 * that cannot be changed are left out.
 */
final class Guards {
    private static final int CHUNK = 1 << 16;

    private final Codecs codecs;
    private final Set<Entry> guarded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<byte[]> full = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Encoder out;

    Guards(Codecs codecs) {
        this.codecs = codecs;
        this.out = codecs.encoder(CHUNK / 64);
    }

    /** Sets a value down before the update gets it, once. */
    void guard(Entry entry, Object value) {
        if (codecs.isImmutable(value) || guarded.contains(entry)) {
            return;
        }
        int end = out.size();
        try {
            out.write(value);
        } catch (RuntimeException | Error e) {
            // What it has left behind would stand in front of the next value.
            endChunk(end);
            throw e;
        }
        guarded.add(entry);
        entries.add(entry);
        if (out.size() > CHUNK) {
            endChunk(out.size());
        }
    }

    private void endChunk(int end) {
        full.add(Arrays.copyOf(out.view().array(), end));
        out.reset();
    }

    /** Gives back to each key the value that it had. */
    void restore(String name) {
        endChunk(out.size());
        int next = 0;
        try {
            for (byte[] chunk : full) {
                Decoder in = codecs.decoder(ByteBuffer.wrap(chunk));
                while (in.hasRemaining()) {
                    entries.get(next++).exchange(Objects.requireNonNull(in.read()));
                }
            }
        } catch (CodecException e) {
            throw new CodecException(name + ": a value cannot be taken back to what it was: " + e.getMessage(), e);
        } finally {
            clear();
        }
    }

    void clear() {
        full.clear();
        entries.clear();
        guarded.clear();
        out.reset();
    }
}
