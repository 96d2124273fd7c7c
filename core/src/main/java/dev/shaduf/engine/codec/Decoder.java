// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one chunk that an {@link Encoder} wrote, in the same order. Used by one thread. */
public final class Decoder {
    private static final int LONGEST_SHIFT = 63;

    private final Codecs codecs;
    private final byte[] bytes;
    private final int end;
    private List<NamedClass> named;
    private int at;
    private int depth;

    Decoder(Codecs codecs, ByteBuffer chunk) {
        this(codecs, chunk, new ArrayList<>(0));
        int format = readByte();
        if (format != Encoder.FORMAT) {
            throw new CodecException("these values are written in format " + format + ", and this version reads format "
                    + Encoder.FORMAT + "; they are damaged, or a newer version wrote them: start that version");
        }
    }

    /** Reads a piece without a head, with the classes that were named before it. */
    Decoder(Codecs codecs, ByteBuffer chunk, List<NamedClass> named) {
        this.codecs = codecs;
        this.named = named;
        if (chunk.hasArray()) {
            bytes = chunk.array();
            at = chunk.arrayOffset() + chunk.position();
        } else {
            bytes = new byte[chunk.remaining()];
            chunk.duplicate().get(bytes);
        }
        end = at + chunk.remaining();
    }

    Decoder naming(List<NamedClass> known) {
        named = known;
        return this;
    }

    /**
     * Tells whether there is more.
     *
     * @return whether not everything has been read
     */
    public boolean hasRemaining() {
        return at < end;
    }

    /**
     * Reads a value.
     *
     * @return the value, equal to the one written
     * @throws CodecException if its class cannot be found or does not take it, or the chunk is damaged
     */
    public @Nullable Object read() {
        int tag = tag();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.STRING -> readText();
            case Tag.STRING_16 -> Texts.readChars(this);
            case Tag.LONG -> readLong();
            case Tag.INT -> readInt();
            default -> readOther(tag, false);
        };
    }

    /**
     * Reads a value without the classes of a program: what is of one comes as a {@link PlainValue}.
     *
     * @return the value
     * @throws CodecException if the chunk is damaged
     */
    public @Nullable Object readPlain() {
        int tag = tag();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.STRING -> readText();
            case Tag.STRING_16 -> Texts.readChars(this);
            case Tag.LONG -> readLong();
            case Tag.INT -> readInt();
            default -> readOther(tag, true);
        };
    }

    /** Reads something inside another value, the way in which that one is read. */
    @Nullable
    Object read(boolean plain) {
        return plain ? readPlain() : read();
    }

    /**
     * Reads a byte.
     *
     * @return the byte, from 0 to 255
     */
    public int readByte() {
        if (at >= end) {
            throw truncated(1);
        }
        return bytes[at++] & 0xFF;
    }

    /**
     * Reads what {@link Encoder#writeUnsigned} wrote.
     *
     * @return the number
     */
    public long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_SHIFT; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number of more than ten bytes");
    }

    /**
     * Reads what {@link Encoder#writeLong} wrote.
     *
     * @return the number
     */
    public long readLong() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /**
     * Reads bytes that {@link Encoder#writeBytes} wrote after their number.
     *
     * @return the bytes
     */
    public byte[] readBlock() {
        return readBytes(readCount(1));
    }

    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw damaged("an int of " + value);
        }
        return (int) value;
    }

    /** Reads a number of things that take at least so many bytes each. */
    int readCount(int size) {
        long count = readUnsigned();
        if (count < 0 || count > (end - at) / size) {
            throw truncated(count);
        }
        return (int) count;
    }

    String readText() {
        int length = readCount(1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Reads a tagged string. */
    String text() {
        if (read() instanceof String text) {
            return text;
        }
        throw damaged("no name where there should be one");
    }

    byte[] readBytes(int length) {
        if (length > end - at) {
            throw truncated(length);
        }
        byte[] copy = new byte[length];
        System.arraycopy(bytes, at, copy, 0, length);
        at += length;
        return copy;
    }

    long readFixed(int size) {
        if (size > end - at) {
            throw truncated(size);
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    CodecException damaged(String found) {
        return new CodecException(
                "encoded values hold " + found + " before byte " + at + " of " + end + "; they are damaged");
    }

    Codecs codecs() {
        return codecs;
    }

    private int tag() {
        int tag = at < end ? bytes[at] : -1;
        if (tag >= 0) {
            at++;
            return tag;
        }
        return (int) readUnsigned();
    }

    private @Nullable Object readOther(int first, boolean plain) {
        if (++depth > Encoder.DEEPEST + 2) {
            throw damaged("a value more than " + Encoder.DEEPEST + " levels deep");
        }
        try {
            int tag = first;
            while (tag >= Tag.NAME_SERIALIZABLE && tag < Tag.FIRST_NAMED) {
                named.add(NamedClasses.read(tag, this));
                tag = (int) readUnsigned();
            }
            Object value = tag >= Tag.FIRST_NAMED ? readNamed(tag - Tag.FIRST_NAMED, plain) : readKind(tag, plain);
            depth--;
            return value;
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CodecException("a value before byte " + at + " of " + end + " cannot be read: " + e, e);
        }
    }

    private @Nullable Object readNamed(int index, boolean plain) {
        if (index >= named.size()) {
            throw damaged("a class of number " + index + ", of " + named.size());
        }
        NamedClass type = named.get(index);
        return plain ? type.readPlain(this) : type.read(this);
    }

    private Object readKind(int tag, boolean plain) {
        Kind kind = Kinds.byTag(tag);
        if (kind == null) {
            throw damaged("a value of unknown kind " + tag);
        }
        return kind.read(this, plain);
    }

    private CodecException truncated(long wanted) {
        return new CodecException("encoded values end at byte " + end + ", and at " + at + " there should be " + wanted
                + " more things; they are damaged");
    }
}
