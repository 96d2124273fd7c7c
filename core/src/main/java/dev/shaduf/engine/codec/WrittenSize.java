// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.IOException;
import java.io.OutputStream;

/** Counts the bytes that an object is written in, and refuses to go on where it is large enough to know that it is. */
final class WrittenSize extends OutputStream {
    private static final int LARGE = 1 << 20;

    private long bytes;

    private WrittenSize() {}

    /** Returns the bytes of an object; of what can be written of it, where that is not all. */
    static long of(Object object) {
        WrittenSize size = new WrittenSize();
        try (RecordObjectsOut out = new RecordObjectsOut(size)) {
            out.writeObject(object);
            out.flush();
        } catch (IOException | RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return size.bytes;
        }
        return size.bytes;
    }

    @Override
    public void write(int b) throws IOException {
        count(1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        count(length);
    }

    private void count(int length) throws IOException {
        bytes += length;
        if (bytes > LARGE) {
            throw new IOException("large enough");
        }
    }
}
