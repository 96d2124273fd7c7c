// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Does what the store behind it does; a test replaces what it wants to be otherwise. */
class ForwardingStore implements CheckpointStore {
    private final CheckpointStore store;

    ForwardingStore(CheckpointStore store) {
        this.store = store;
    }

    @Override
    public long acquire(String owner) throws IOException {
        return store.acquire(owner);
    }

    @Override
    public Segment create(String name) throws IOException {
        return store.create(name);
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
}
