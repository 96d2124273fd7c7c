// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one map task for one reduce partition, in order, with the hashes of their keys where those are known. */
final class Bucket {
    private static final int SMALLEST = 16;

    private @Nullable Object[] records = new @Nullable Object[SMALLEST];
    private int @Nullable [] hashes;
    private int size;

    Bucket(boolean hashed) {
        hashes = hashed ? new int[SMALLEST] : null;
    }

    void add(Object record, int hash) {
        if (size == records.length) {
            grow();
        }
        if (hashes != null) {
            hashes[size] = hash;
        }
        records[size++] = record;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("NullAway") // Places below size hold records.
    Object record(int i) {
        return records[i];
    }

    /** Only of buckets that were made with hashes. */
    int hash(int i) {
        return hashes == null ? 0 : hashes[i];
    }

    boolean hashed() {
        return hashes != null;
    }

    Input read() {
        return Input.of(records, 0, size);
    }

    Object[] toArray() {
        return joined(List.of(this));
    }

    /** The records of several buckets, one behind the other. */
    static Object[] joined(List<Bucket> buckets) {
        long size = buckets.stream().mapToLong(Bucket::size).sum();
        Object[] all = new Object[Math.toIntExact(size)];
        int at = 0;
        for (Bucket bucket : buckets) {
            System.arraycopy(bucket.records, 0, all, at, bucket.size);
            at += bucket.size;
        }
        return all;
    }

    private void grow() {
        int larger = Math.max(size + 1, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
        records = Arrays.copyOf(records, larger);
        if (hashes != null) {
            hashes = Arrays.copyOf(hashes, larger);
        }
    }
}
