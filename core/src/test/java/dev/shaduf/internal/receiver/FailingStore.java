// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checkpoint store on a disk that is full while a test says so. */
public final class FailingStore implements CheckpointStore {
    private final CheckpointStore store;
    public volatile boolean full;
    /** Run once, when something has become durable. */
    public volatile @Nullable Runnable afterSync;

    public FailingStore(CheckpointStore store) {
        this.store = store;
    }

    @Override
    public long acquire(String owner) throws IOException {
        return store.acquire(owner);
    }

    @Override
    public Segment create(String name) throws IOException {
        Segment segment = store.create(name);
        return new Segment() {
            @Override
            public void append(ByteBuffer... bytes) throws IOException {
                check();
                segment.append(bytes);
            }

            @Override
            public void sync() throws IOException {
                check();
                segment.sync();
                Runnable next = afterSync;
                afterSync = null;
                if (next != null) {
                    next.run();
                }
            }

            @Override
            public long length() {
                return segment.length();
            }

            @Override
            public void close() throws IOException {
                segment.close();
            }
        };
    }

    @Override
    public List<SegmentInfo> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        return store.read(name, offset);
    }

    @Override
    public void delete(String name) throws IOException {
        store.delete(name);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private void check() throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
    }
}
