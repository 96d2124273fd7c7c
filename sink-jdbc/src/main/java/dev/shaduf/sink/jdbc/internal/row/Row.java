// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import org.jspecify.annotations.Nullable;

/** A row on its way: its place in the partition, and its values as the database takes them. */
public final class Row {
    private final long index;
    private final @Nullable Object[] values;

    public Row(long index, @Nullable Object[] values) {
        this.index = index;
        this.values = values;
    }

    public long index() {
        return index;
    }

    public @Nullable Object[] values() {
        return values;
    }

    /** About the bytes that it takes in memory. */
    public long weight() {
        long bytes = 32;
        for (Object value : values) {
            bytes += 24;
            if (value instanceof String text) {
                bytes += text.length();
            } else if (value instanceof byte[] raw) {
                bytes += raw.length;
            }
        }
        return bytes;
    }
}
