// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.FencedException;
import dev.shaduf.testkit.MemoryCheckpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A store in memory; breaks one rule of the contract, or none. */
final class FlawedStore implements CheckpointStore {
    /** What all stores of a directory have in common. */
    static final class Shared {
        final MemoryCheckpoint directory;
        final List<Segment> open = new ArrayList<>();
        int successors;

        Shared(MemoryCheckpoint directory) {
            this.directory = directory;
        }
    }

    private final String flaw;
    private final Shared shared;
    private final CheckpointStore store;
    private boolean acquired;
    private boolean closed;

    FlawedStore(String flaw, Shared shared) {
        this.flaw = flaw;
        this.shared = shared;
        this.store = shared.directory.open();
    }

    @Override
    public long acquire(String owner) throws IOException {
        long epoch = acquireTruly(owner);
        acquired = true;
        return flaw.equals("C1") ? 1 : epoch;
    }

    private long acquireTruly(String owner) throws IOException {
        try {
            return store.acquire(owner);
        } catch (IOException e) {
            throw flaw.equals("C2") ? new IOException("in use") : e;
        }
    }

    @Override
    public Segment create(String name) throws IOException {
        if (flaw.equals("C15") && name.contains("=")) {
            throw new IllegalArgumentException("no such names");
        }
        if (flaw.equals("C17") && !acquired) {
            return new FlawedSegment(new Nowhere());
        }
        try {
            return new FlawedSegment(store.create(name));
        } catch (FencedException e) {
            if (flaw.equals("C4")) {
                return new FlawedSegment(new Nowhere());
            }
            throw e;
        } catch (IOException e) {
            if (flaw.equals("C13") && acquired) {
                store.delete(name);
                return new FlawedSegment(store.create(name));
            }
            throw e;
        }
    }

    @Override
    public List<SegmentInfo> list(String prefix) throws IOException {
        List<SegmentInfo> found = new ArrayList<>(store.list(prefix));
        if (flaw.equals("C12")) {
            found.sort((a, b) -> b.name().compareTo(a.name()));
        }
        if (flaw.equals("C16") && !acquired) {
            throw new IOException("acquire first");
        }
        return found;
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        boolean open = !shared.open.isEmpty();
        boolean lost = flaw.equals("C8") && open && shared.successors > 0;
        boolean hidden = flaw.equals("C10") && open && shared.successors == 0;
        return lost || hidden
                ? new ByteArrayInputStream(new byte[0])
                : store.read(name, flaw.equals("C11") ? 0 : offset);
    }

    @Override
    public void delete(String name) throws IOException {
        if (flaw.equals("C14") && store.list(name).isEmpty()) {
            throw new IOException("no such segment");
        }
        try {
            store.delete(name);
        } catch (FencedException e) {
            if (!flaw.equals("C7")) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (flaw.equals("C3") && closed) {
            shared.directory.abandon();
        }
        closed = true;
        store.close();
    }

    private final class FlawedSegment implements Segment {
        private final Segment segment;

        FlawedSegment(Segment segment) {
            this.segment = segment;
            shared.open.add(this);
        }

        @Override
        public void append(ByteBuffer... bytes) throws IOException {
            try {
                if (flaw.equals("C9") && bytes.length > 1) {
                    segment.append(bytes[0]);
                } else {
                    segment.append(bytes);
                }
            } catch (FencedException e) {
                if (!flaw.equals("C5")) {
                    throw e;
                }
            }
        }

        @Override
        public void sync() throws IOException {
            try {
                segment.sync();
            } catch (FencedException e) {
                if (!flaw.equals("C6")) {
                    throw e;
                }
            }
        }

        @Override
        public long length() {
            return segment.length();
        }

        @Override
        public void close() throws IOException {
            shared.open.remove(this);
            segment.close();
        }
    }

    private static final class Nowhere implements Segment {
        @Override
        public void append(ByteBuffer... bytes) {}

        @Override
        public void sync() {}

        @Override
        public long length() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
