// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.spi.StateStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A state store in the heap. */
final class TreeStateStore implements StateStore {
    final Map<String, ConcurrentSkipListMap<Long, byte[]>> regions = new ConcurrentHashMap<>();

    /** A place where so many bytes of heap hold keys that are on disk too. */
    static Place place(long memory, boolean encodedRollback) {
        Codecs codecs = Codecs.standard();
        return new DiskPlace(codecs, encodedRollback ? codecs : null, spill(memory));
    }

    static StateSpill spill(long memory) {
        return new StateSpill(TreeStateStore::new, memory);
    }

    @Override
    public Region region(String name) {
        ConcurrentSkipListMap<Long, byte[]> values = new ConcurrentSkipListMap<>();
        if (regions.put(name, values) != null) {
            throw new IllegalStateException("two regions are called " + name);
        }
        return new Tree(name, values);
    }

    @Override
    public void close() {
        regions.clear();
    }

    private final class Tree implements Region {
        private final String name;
        private final ConcurrentSkipListMap<Long, byte[]> values;

        Tree(String name, ConcurrentSkipListMap<Long, byte[]> values) {
            this.name = name;
            this.values = values;
        }

        @Override
        public byte @Nullable [] get(long key) {
            return values.get(key);
        }

        @Override
        public void put(long key, byte[] value) {
            values.put(key, value);
        }

        @Override
        public void remove(long key) {
            values.remove(key);
        }

        @Override
        public void scan(long from, Visitor visitor) {
            for (Map.Entry<Long, byte[]> value : values.tailMap(from).entrySet()) {
                if (!visitor.visit(value.getKey(), value.getValue())) {
                    return;
                }
            }
        }

        @Override
        public void drop() {
            regions.remove(name);
        }
    }
}
