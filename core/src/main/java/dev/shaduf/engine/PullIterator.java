// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Iterates over an input: refills from it whenever its buffer is used up. */
final class PullIterator implements Iterator<Object>, AutoCloseable {
    private final Input input;
    private final boolean closeAtEnd;
    private final Buffer buffer = new Buffer();
    private boolean more = true;
    private boolean closed;
    private int pulled;
    private @Nullable Throwable failure;

    PullIterator(Input input, boolean closeAtEnd) {
        this.input = input;
        this.closeAtEnd = closeAtEnd;
    }

    @Override
    public boolean hasNext() {
        while (buffer.at == buffer.size) {
            if (!more) {
                return false;
            }
            refill();
        }
        return true;
    }

    @Override
    public @Nullable Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the partition has no more records");
        }
        return buffer.take();
    }

    @Override
    public void close() throws Exception {
        more = false;
        if (!closed) {
            closed = true;
            input.close();
        }
    }

    /** Throws what the input threw, if it did. */
    void rethrow() {
        if (failure != null) {
            PullIterator.<RuntimeException>sneak(failure);
        }
    }

    private void refill() {
        try {
            rethrow();
            fill();
            // checkstyle: allow CatchThrowable, because the function that pulls may swallow errors as well
        } catch (Throwable thrown) {
            failure = thrown;
            PullIterator.<RuntimeException>sneak(thrown);
        }
    }

    private void fill() throws Exception {
        Pipeline.heedInterrupt();
        buffer.clear();
        int max = Pipeline.pace(pulled);
        pulled = Math.min(pulled + max, Input.BLOCK);
        more = input.advance(buffer, max);
        if (!more && closeAtEnd) {
            close();
        }
    }

    // An iterator declares no exceptions, and wrapping would hide the type that callers look for.
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Holds what one refill gave. */
    private static final class Buffer extends Stage {
        private @Nullable Object[] records = new @Nullable Object[16];
        private int at;
        private int size;

        @Override
        public void push(Object record) {
            if (size == records.length) {
                records = Arrays.copyOf(records, 2 * size);
            }
            records[size++] = record;
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}

        @Nullable
        Object take() {
            Object record = records[at];
            // A function may hold on to its iterator for long, so the buffer lets go of what was taken.
            records[at++] = null;
            return record;
        }

        void clear() {
            at = 0;
            size = 0;
        }
    }
}
