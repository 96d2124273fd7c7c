// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A piece of a block that one thread fills and another may seal at any moment. Filling takes no lock: a record belongs to
 * the chunk once the count says so, and sealing makes the next change of the count fail.
 */
final class Chunk implements Part {
    /** Records at most, so that limits are looked at often enough. */
    static final int MAX_RECORDS = 1_024;
    /** Estimated bytes from which on a chunk is full. */
    static final long MAX_BYTES = 131_072L;

    private static final int SEALED = 1 << 30;
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Chunk.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object[] slots;
    private long bytes;

    /** What is counted from sealing on, when a record that comes too late may still change the other. */
    private long sealedBytes;

    private volatile int count;

    Chunk(int capacity) {
        slots = new Object[capacity];
    }

    /** Returns a chunk that takes nothing. */
    static Chunk none() {
        Chunk chunk = new Chunk(0);
        chunk.seal();
        return chunk;
    }

    /** Adds a record, unless the chunk is full or sealed. Called by the one thread that fills it. */
    boolean offer(Object record, long size) {
        int at = count;
        if (at >= slots.length || bytes >= MAX_BYTES) {
            return false;
        }
        slots[at] = record;
        bytes += size;
        if (COUNT.compareAndSet(this, at, at + 1)) {
            return true;
        }
        clear(at);
        return false;
    }

    /** Lets nothing more in; called once. Returns how many records are in it. */
    int seal() {
        int size = (int) COUNT.getAndBitwiseOr(this, SEALED) & ~SEALED;
        sealedBytes = bytes;
        return size;
    }

    @Override
    public int size() {
        return count & ~SEALED;
    }

    int capacity() {
        return slots.length;
    }

    Object get(int index) {
        return slots[index];
    }

    /** Returns the estimated bytes of the records, and of the slots they stand in. */
    @Override
    public long bytes() {
        return ((count & SEALED) == 0 ? bytes : sealedBytes) + 4L * slots.length;
    }

    @SuppressWarnings("NullAway") // a slot beyond the count is read by nobody
    private void clear(int at) {
        slots[at] = null;
    }
}
