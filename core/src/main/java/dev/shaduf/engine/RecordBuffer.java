// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes records into an array that grows. */
public final class RecordBuffer extends Stage {
    private static final Object[] NONE = {};

    private @Nullable Object[] records = NONE;
    private int size;

    /** Creates an empty buffer. */
    public RecordBuffer() {}

    @Override
    public void push(Object record) {
        if (size == records.length) {
            records = Arrays.copyOf(records, Math.max(16, 2 * size));
        }
        records[size++] = record;
    }

    @Override
    public boolean satisfied() {
        return false;
    }

    @Override
    public void finish() {}

    /**
     * Returns what has been pushed.
     *
     * @return a copy, in order
     */
    public Object[] toArray() {
        return size == 0 ? NONE : Arrays.copyOf(records, size);
    }
}
