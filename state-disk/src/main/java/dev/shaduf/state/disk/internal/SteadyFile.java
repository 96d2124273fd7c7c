// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file that stays open when a thread is interrupted while it reads or writes, as tasks are that are cancelled: a channel of Java
 * would be closed, and all states with it. Nobody else has the file, so that locking it is a matter of form.
 */
final class SteadyFile extends FileBaseDefault {
    private final RandomAccessFile file;

    SteadyFile(String name, String mode) throws FileNotFoundException {
        this.file = new RandomAccessFile(name, mode);
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
        byte[] bytes = new byte[into.remaining()];
        file.seek(position);
        int count = file.read(bytes);
        if (count > 0) {
            into.put(bytes, 0, count);
        }
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
        int count = from.remaining();
        byte[] bytes = new byte[count];
        from.get(bytes);
        file.seek(position);
        file.write(bytes);
        return count;
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    protected synchronized void implTruncate(long size) throws IOException {
        file.setLength(size);
    }

    /** Does nothing: after the end of the process nobody reads the file. */
    @Override
    public void force(boolean metaData) {}

    @Override
    protected synchronized void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        return new FileLock(this, position, size, shared) {
            @Override
            public boolean isValid() {
                return isOpen();
            }

            @Override
            public void release() {}
        };
    }
}
