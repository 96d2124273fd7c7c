// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The records of a raw block: objects in Java's serialization, one after the other. They come from outside, so that only
 * classes known to be harmless are read, and no deep or endless structures.
 *
 * @param <T> the type of the records
 */
final class RawObjects<T> implements Iterator<T> {
    private static final String HARMLESS = String.join(
            ";",
            "java.lang.String;java.lang.Boolean;java.lang.Character;java.lang.Number;java.lang.Byte;java.lang.Short",
            "java.lang.Integer;java.lang.Long;java.lang.Float;java.lang.Double;java.lang.Enum;java.lang.Record;java.lang.Object",
            "java.math.BigInteger;java.math.BigDecimal;java.time.*;java.util.UUID;java.util.Date;java.util.BitSet",
            "java.util.ArrayList;java.util.LinkedList;java.util.ArrayDeque;java.util.Vector;java.util.Arrays$ArrayList",
            "java.util.HashMap;java.util.LinkedHashMap;java.util.TreeMap;java.util.Map$Entry",
            "java.util.HashSet;java.util.LinkedHashSet;java.util.TreeSet;java.util.CollSer;java.util.ImmutableCollections$*",
            "java.util.Collections$*;java.util.AbstractMap$*;dev.shaduf.function.Tuple2");
    private static final String LIMITS = "maxdepth=20;maxrefs=10000000;maxarray=100000000";

    private final ByteBuffer block;
    private final ObjectInputStream in;
    private @Nullable T next;
    private boolean atEnd;
    private String refused = "";

    RawObjects(ByteBuffer block, String classes) throws IOException {
        this.block = block.slice();
        in = new Objects(new Bytes(this.block));
        ObjectInputFilter filter = filter(classes);
        in.setObjectInputFilter(info -> {
            ObjectInputFilter.Status status = filter.checkInput(info);
            Class<?> type = info.serialClass();
            if (status == ObjectInputFilter.Status.REJECTED) {
                refused = type == null ? "the structure" : type.getName();
            }
            return status;
        });
    }

    /** Makes the filter; an exception says what is wrong with the pattern. */
    static ObjectInputFilter filter(String classes) {
        String own = classes.isBlank() ? "" : classes + ";";
        return ObjectInputFilter.Config.createFilter(LIMITS + ";" + own + HARMLESS + ";!*");
    }

    @Override
    public boolean hasNext() {
        if (next == null && !atEnd) {
            next = read();
        }
        return next != null;
    }

    @Override
    public T next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("no more records in the block");
        }
        T record = next;
        next = null;
        return record;
    }

    @SuppressWarnings("unchecked") // the user says what the peer sends
    private @Nullable T read() {
        int start = block.position();
        try {
            T record = (T) in.readObject();
            if (record == null) {
                throw new IllegalStateException("a raw block holds a null, which cannot be a record");
            }
            return record;
        } catch (EOFException e) {
            if (!isEnd(start)) {
                throw new IllegalStateException("a raw block ends in the middle of an object, after " + block.limit()
                        + " bytes; the peer has to send whole objects in each block");
            }
            atEnd = true;
            return null;
        } catch (InvalidClassException e) {
            throw new IllegalStateException(
                    "a raw block holds what is refused (" + refused + ", " + e.getMessage()
                            + "); if that is a class and harmless, name it in the option raw.classes",
                    e);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("a raw block cannot be read as Java objects: " + e.getMessage(), e);
        }
    }

    /** Tells whether no object begins here: there is nothing, or the mark of a peer that forgets what it has sent. */
    private boolean isEnd(int from) {
        for (int i = from; i < block.limit(); i++) {
            if (block.get(i) != ObjectStreamConstants.TC_RESET) {
                return false;
            }
        }
        return true;
    }

    private static final class Objects extends ObjectInputStream {
        Objects(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }

    private static final class Bytes extends InputStream {
        private final ByteBuffer from;

        Bytes(ByteBuffer from) {
            this.from = from;
        }

        @Override
        public int read() {
            return from.hasRemaining() ? from.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, from.remaining());
            from.get(buffer, offset, count);
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
