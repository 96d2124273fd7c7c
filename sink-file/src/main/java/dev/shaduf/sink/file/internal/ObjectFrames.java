// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over the frames of a file and the records in them, and checks both. */
public final class ObjectFrames implements Closeable {
    private final String file;
    private final DataInputStream in;
    private final ObjectInputFilter filter;
    private final @Nullable ClassLoader classes;
    private @Nullable ObjectInputStream objects;
    private int leftInFrame;
    private long total;
    private boolean ended;
    private @Nullable Object record;

    public ObjectFrames(String file, InputStream in, ObjectInputFilter filter, @Nullable ClassLoader classes)
            throws IOException {
        this.file = file;
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.filter = filter;
        this.classes = classes;
        byte[] header = ObjectFraming.header();
        if (!Arrays.equals(this.in.readNBytes(header.length), header)) {
            throw new IOException(file + " is not a file of serialized records: it does not begin as one of version 1");
        }
    }

    /** Goes to the next record; false at the end of the file. */
    public boolean advance() throws IOException {
        try {
            while (leftInFrame == 0 && !ended) {
                openFrame();
            }
            if (!ended && objects != null) {
                record = objects.readObject();
                leftInFrame--;
            }
            return !ended;
        } catch (EOFException e) {
            throw new IOException(file + " is cut short: it ends after " + total + " records without its end mark", e);
        } catch (InvalidClassException e) {
            throw new IOException(
                    file + " holds a class that may not be read (" + e.getMessage()
                            + "); allow it in the filter if you know it",
                    e);
        } catch (ClassNotFoundException e) {
            throw new IOException(file + " holds class " + e.getMessage() + ", which is not on the class path", e);
        }
    }

    /** The record that {@link #advance} went to. */
    public @Nullable Object record() {
        return record;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void openFrame() throws IOException {
        int length = in.readInt();
        if (length == 0) {
            end();
            return;
        }
        int records = in.readInt();
        int check = in.readInt();
        if (length < 0 || records <= 0) {
            throw damaged("a frame of " + length + " bytes and " + records + " records");
        }
        // Grows with what is there: a damaged length costs no memory.
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        if (ObjectFraming.check(payload) != check) {
            throw damaged("a frame whose checksum is wrong");
        }
        objects = new FilteredObjects(payload);
        leftInFrame = records;
        total += records;
    }

    private void end() throws IOException {
        long expected = in.readLong();
        if (expected != total) {
            throw damaged("an end mark that speaks of " + expected + " records");
        }
        ended = true;
    }

    private IOException damaged(String what) {
        return new IOException(file + " is damaged: after " + total + " records it has " + what);
    }

    private final class FilteredObjects extends ObjectInputStream {
        FilteredObjects(byte[] payload) throws IOException {
            super(new ByteArrayInputStream(payload));
            setObjectInputFilter(filter);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, classes);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
