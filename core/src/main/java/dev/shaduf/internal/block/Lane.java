// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

/** Where one thread stores. Its chunk is replaced under the lock of the {@link BlockCutter}, by whichever thread. */
final class Lane {
    private static final int LEAST = 16;
    private static final Chunk NONE = Chunk.none();

    final Thread owner = Thread.currentThread();
    /** Records that may be stored before the limit is asked again; used by the owner alone. */
    int permits;

    volatile Chunk chunk = NONE;
    private int capacity = LEAST;
    private boolean used;

    /** Takes the chunk out, sealed, and learns from it how long the next one should be. */
    Chunk seal() {
        Chunk sealed = chunk;
        if (sealed != NONE) {
            int size = sealed.seal();
            chunk = NONE;
            if (size == capacity) {
                capacity = Math.min(Chunk.MAX_RECORDS, 2 * capacity);
            } else if (size < capacity / 4) {
                capacity = Math.max(LEAST, capacity / 2);
            }
        }
        return sealed;
    }

    /** Puts a new chunk in; returns whether this is the first. */
    boolean renew() {
        boolean first = !used;
        used = true;
        chunk = new Chunk(capacity);
        return first;
    }
}
