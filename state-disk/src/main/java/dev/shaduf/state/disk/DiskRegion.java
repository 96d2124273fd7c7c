// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk;

import dev.shaduf.spi.StateStore;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A tree of the store. */
final class DiskRegion implements StateStore.Region {
    private final DiskStateStore store;
    private final MVMap<Long, byte[]> tree;

    DiskRegion(DiskStateStore store, MVMap<Long, byte[]> tree) {
        this.store = store;
        this.tree = tree;
    }

    @Override
    @SuppressWarnings("NullAway") // A tree returns null for what it has not.
    public byte @Nullable [] get(long key) {
        return store.<byte @Nullable []>run(() -> tree.get(key));
    }

    @Override
    public void put(long key, byte[] value) {
        store.run(() -> {
            tree.put(key, value);
            return tree;
        });
    }

    @Override
    public void remove(long key) {
        store.run(() -> {
            tree.remove(key);
            return tree;
        });
    }

    @Override
    public void scan(long from, StateStore.Visitor visitor) {
        store.run(() -> {
            Cursor<Long, byte[]> cursor = tree.cursor(from);
            boolean more = true;
            while (more && cursor.hasNext()) {
                long key = cursor.next();
                more = visitor.visit(key, cursor.getValue());
            }
            return more;
        });
    }

    @Override
    public void drop() {
        store.remove(tree);
    }
}
