// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment that is being written to a file. */
final class SegmentFile implements CheckpointStore.Segment {
    /** A buffer on the heap is copied on its way, and the copy stays with the thread: so it must not be large. */
    private static final int MOST_COPIED = 128 << 10;

    /** Refuses to go on when the directory has another owner. */
    interface Ownership {
        void check(String attempt) throws IOException;
    }

    private final Path file;
    private final Ownership ownership;
    private FileChannel channel;
    private long length;
    private boolean named;
    private boolean failed;
    private boolean closed;

    SegmentFile(Path file, Ownership ownership) throws IOException {
        this.file = file;
        this.ownership = ownership;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void append(ByteBuffer... bytes) throws IOException {
        guarded("append to", () -> {
            ownership.check("append to " + file);
            Uninterrupted.run(() -> write(length, bytes));
            for (ByteBuffer part : bytes) {
                length += part.remaining();
                part.position(part.limit());
            }
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>The owner is looked at after the disk has confirmed: a successor that did not own the directory then will read what
     * was written, because it becomes the owner before it reads.
     */
    @Override
    public void sync() throws IOException {
        guarded("sync", () -> {
            Uninterrupted.run(() -> channel().force(false));
            if (!named) {
                Directories.force(Paths.parent(file));
                named = true;
            }
            ownership.check("sync " + file);
        });
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }

    private void guarded(String attempt, Uninterrupted.Work work) throws IOException {
        if (failed || closed) {
            throw new IOException(
                    "cannot " + attempt + " " + file + ": " + (failed ? "it has failed before" : "it has been closed"));
        }
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            failed = !done;
        }
    }

    private FileChannel channel() throws IOException {
        if (!channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private void write(long position, ByteBuffer... bytes) throws IOException {
        channel().position(position);
        ByteBuffer[] small = new ByteBuffer[bytes.length];
        int count = 0;
        for (ByteBuffer part : bytes) {
            if (part.isDirect() || part.remaining() <= MOST_COPIED) {
                small[count++] = part.duplicate();
            } else {
                writeAll(small, count);
                count = 0;
                writeLarge(part.duplicate());
            }
        }
        writeAll(small, count);
    }

    private void writeAll(ByteBuffer[] bytes, int count) throws IOException {
        long left = 0;
        for (int i = 0; i < count; i++) {
            left += bytes[i].remaining();
        }
        while (left > 0) {
            left -= channel.write(bytes, 0, count);
        }
    }

    private void writeLarge(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + MOST_COPIED));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
