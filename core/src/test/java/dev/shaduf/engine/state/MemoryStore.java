// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.spi.CheckpointStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Segments in memory. */
public final class MemoryStore implements CheckpointStore {
    private final ConcurrentSkipListMap<String, byte[]> segments = new ConcurrentSkipListMap<>();
    private volatile boolean full;

    /** Has no space for what is appended, or has it again. */
    public void fill(boolean isFull) {
        full = isFull;
    }

    /** Deletes everything. */
    public void clear() {
        segments.clear();
    }

    /** Changes a segment. */
    public void damage(String name, Consumer<byte[]> change) {
        byte[] bytes = segments.get(name).clone();
        change.accept(bytes);
        segments.put(name, bytes);
    }

    /** Cuts a segment off. */
    public void truncate(String name, int length) {
        segments.put(name, Arrays.copyOf(segments.get(name), length));
    }

    /** Puts a segment that was written elsewhere. */
    public void put(String name, byte[] bytes) {
        segments.put(name, bytes);
    }

    @Override
    public long acquire(String owner) {
        return 1;
    }

    @Override
    public Segment create(String name) throws IOException {
        if (segments.putIfAbsent(name, new byte[0]) != null) {
            throw new IOException(name + " exists");
        }
        return new Growing(name);
    }

    @Override
    public List<SegmentInfo> list(String prefix) {
        return new TreeMap<>(segments.tailMap(prefix))
                .entrySet().stream()
                        .filter(segment -> segment.getKey().startsWith(prefix))
                        .map(segment -> new SegmentInfo(segment.getKey(), segment.getValue().length))
                        .toList();
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        byte[] bytes = segments.get(name);
        if (bytes == null) {
            throw new IOException("no segment " + name);
        }
        return new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
    }

    @Override
    public void delete(String name) {
        segments.remove(name);
    }

    @Override
    public void close() {}

    private final class Growing implements Segment {
        private final String name;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        Growing(String name) {
            this.name = name;
        }

        @Override
        public void append(ByteBuffer... bytes) throws IOException {
            for (ByteBuffer part : bytes) {
                if (full) {
                    throw new IOException("No space left on device");
                }
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                written.write(copy);
            }
        }

        @Override
        public void sync() {
            segments.put(name, written.toByteArray());
        }

        @Override
        public long length() {
            return written.size();
        }

        @Override
        public void close() {}
    }
}
