// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.spi.CheckpointStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Segments in memory: what writing and reading them costs without a disk. */
final class MemorySegments implements CheckpointStore {
    private final Map<String, ByteArrayOutputStream> segments = new ConcurrentHashMap<>();

    void clear() {
        segments.clear();
    }

    @Override
    public long acquire(String owner) {
        return 1;
    }

    @Override
    public Segment create(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        segments.put(name, bytes);
        return new Segment() {
            @Override
            public void append(ByteBuffer... parts) {
                for (ByteBuffer part : parts) {
                    byte[] copy = new byte[part.remaining()];
                    part.get(copy);
                    bytes.writeBytes(copy);
                }
            }

            @Override
            public void sync() {}

            @Override
            public long length() {
                return bytes.size();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<SegmentInfo> list(String prefix) {
        return List.of();
    }

    @Override
    public InputStream read(String name, long offset) {
        byte[] bytes = Objects.requireNonNull(segments.get(name), name).toByteArray();
        return new ByteArrayInputStream(bytes, (int) offset, bytes.length);
    }

    @Override
    public void delete(String name) {
        segments.remove(name);
    }

    @Override
    public void close() {}
}
