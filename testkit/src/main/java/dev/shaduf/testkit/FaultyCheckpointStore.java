// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A checkpoint store that fails as disks do: {@link StorageFaults} say how. Everything else goes to the store behind it. By
 * URI it is {@code faulty:/directory?seed=1&probability=0.01&syncMillis=5&capacity=1000000}, where all but the directory may be
 * left out.
 */
public final class FaultyCheckpointStore implements CheckpointStore {
    private final CheckpointStore store;
    private final StorageFaults faults;

    /**
     * Puts faults in front of a store.
     *
     * @param store the store
     * @param faults what goes wrong
     */
    public FaultyCheckpointStore(CheckpointStore store, StorageFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public long acquire(String owner) throws IOException {
        return store.acquire(owner);
    }

    @Override
    public Segment create(String name) throws IOException {
        faults.at(StorageFaults.Kind.CREATE, "create " + name);
        return new FaultySegment(name, store.create(name));
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
        faults.at(StorageFaults.Kind.DELETE, "delete " + name);
        store.delete(name);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private final class FaultySegment implements Segment {
        private final String name;
        private final Segment segment;
        private boolean failed;

        FaultySegment(String name, Segment segment) {
            this.name = name;
            this.segment = segment;
        }

        @Override
        public void append(ByteBuffer... bytes) throws IOException {
            refuseFailed();
            for (ByteBuffer part : bytes) {
                int length = part.remaining();
                int writable = faults.writable(length);
                segment.append(part.duplicate().limit(part.position() + writable));
                part.position(part.limit());
                if (writable < length) {
                    failed = true;
                    throw faults.fault("injected fault: cannot write to " + name + ": No space left on device");
                }
            }
        }

        @Override
        public void sync() throws IOException {
            refuseFailed();
            faults.delaySync();
            try {
                faults.at(StorageFaults.Kind.SYNC, "sync " + name);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
            segment.sync();
        }

        @Override
        public long length() {
            return segment.length();
        }

        @Override
        public void close() throws IOException {
            segment.close();
        }

        private void refuseFailed() throws IOException {
            if (failed) {
                throw new IOException("segment " + name + " has failed before and takes no more");
            }
        }
    }
}
