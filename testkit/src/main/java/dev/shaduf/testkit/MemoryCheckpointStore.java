// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** A user of a {@link MemoryCheckpoint}. */
final class MemoryCheckpointStore implements CheckpointStore {
    private final MemoryCheckpoint directory;
    private volatile long epoch;

    MemoryCheckpointStore(MemoryCheckpoint directory) {
        this.directory = directory;
    }

    @Override
    public synchronized long acquire(String owner) throws IOException {
        if (epoch != 0) {
            throw new IllegalStateException("the directory in memory is acquired already");
        }
        epoch = directory.acquire(owner);
        return epoch;
    }

    @Override
    public Segment create(String name) throws IOException {
        return new Writing(name, directory.create(epoch, name));
    }

    @Override
    public List<SegmentInfo> list(String prefix) {
        return directory.list(prefix);
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        return directory.read(name, offset);
    }

    @Override
    public void delete(String name) throws IOException {
        directory.delete(epoch, name);
    }

    @Override
    public synchronized void close() {
        directory.release(epoch);
        epoch = 0;
    }

    private final class Writing implements Segment {
        private final String name;
        private final MemorySegment segment;
        private boolean over;

        Writing(String name, MemorySegment segment) {
            this.name = name;
            this.segment = segment;
        }

        @Override
        public void append(ByteBuffer... bytes) throws IOException {
            for (ByteBuffer part : bytes) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                guarded("append to", () -> directory.append(epoch, name, segment, copy));
            }
        }

        @Override
        public void sync() throws IOException {
            guarded("sync", () -> directory.sync(epoch, name, segment));
        }

        @Override
        public long length() {
            return segment.length();
        }

        @Override
        public void close() {
            over = true;
        }

        private void guarded(String attempt, Work work) throws IOException {
            if (over) {
                throw new IOException("cannot " + attempt + " " + name + ": it takes no more");
            }
            over = true;
            work.run();
            over = false;
        }
    }

    private interface Work {
        void run() throws IOException;
    }
}
