// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one chunk: values, and what the caller puts between them. Used by one thread. After an exception what was written is
 * of no use.
 */
public final class Encoder extends Output {
    /** The version of the format, the first byte of each chunk. */
    static final int FORMAT = 1;

    static final int DEEPEST = 500;

    private final Codecs codecs;
    private final Map<Class<?>, Known> known = new IdentityHashMap<>();
    private int named;
    private int definitions;
    private int depth;
    private @Nullable Class<?> lastType;
    private @Nullable Known last;

    /** A class that has been written. */
    private record Known(int tag, Form form) {}

    Encoder(Codecs codecs, int capacity) {
        super(capacity);
        this.codecs = codecs;
        reset();
    }

    /** Begins another chunk, in the memory of this one. */
    public void reset() {
        known.clear();
        named = 0;
        depth = 0;
        lastType = null;
        last = null;
        used(0);
        writeByte(FORMAT);
    }

    /** Begins another piece for readers who know what has been named so far, in the memory of the one before. */
    void begin() {
        depth = 0;
        used(0);
    }

    /** Notes that something was spelled that is a number from now on. */
    void defined() {
        definitions++;
    }

    /** Returns how many things have been spelled. */
    int definitions() {
        return definitions;
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @throws CodecException if it, or something in it, cannot be written
     */
    public void write(@Nullable Object value) {
        if (value instanceof String text) {
            Texts.write(text, this);
        } else if (value instanceof Long number) {
            writeByte(Tag.LONG);
            writeLong(number);
        } else if (value instanceof Integer number) {
            writeByte(Tag.INT);
            writeLong(number);
        } else if (value == null) {
            writeByte(Tag.NULL);
        } else {
            writeOther(value, value.getClass());
        }
    }

    private void writeOther(Object value, Class<?> type) {
        if (++depth > DEEPEST) {
            throw new CodecException("a value of " + type.getTypeName() + " lies more than " + DEEPEST
                    + " levels deep in others, or contains itself; keep flat values, or register a StateCodec");
        }
        Known found = last;
        if (found == null || type != lastType) {
            found = known.get(type);
            if (found == null) {
                found = name(type);
            }
            lastType = type;
            last = found;
        }
        writeUnsigned(found.tag());
        found.form().write(value, this);
        depth--;
    }

    /** Names a class before its first value, if it has to be named. */
    private Known name(Class<?> type) {
        Form form = codecs.form(type);
        if (form.tag() == 0) {
            defined();
        }
        Known first =
                form.tag() == 0 ? new Known(Tag.FIRST_NAMED + named++, form.name(this)) : new Known(form.tag(), form);
        known.put(type, first);
        return first;
    }
}
