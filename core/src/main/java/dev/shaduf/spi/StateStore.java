// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import org.jspecify.annotations.Nullable;

/**
 * Keeps on a local disk what the states of one stream have no room for in the heap: regions of bytes by number. It is memory of
 * another kind, not a store of record: nothing in it has to survive the process, as the checkpoint directory holds all that a
 * restart needs.
 *
 * <p>Regions are used beside each other. One region has one writer at a time, which may be another thread each time, and any
 * number of readers meanwhile. What the disk refuses is thrown as an {@link java.io.UncheckedIOException}; the context fails
 * with it.
 */
public interface StateStore extends AutoCloseable {
    /** Takes the values of a region in the order of their keys. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes a value.
         *
         * @param key its key
         * @param value the value, not to be changed
         * @return whether to go on
         */
        boolean visit(long key, byte[] value);
    }

    /** Values by number. */
    interface Region {
        /**
         * Reads a value.
         *
         * @param key its key
         * @return the value, not to be changed; {@code null} if there is none
         */
        byte @Nullable [] get(long key);

        /**
         * Sets a value.
         *
         * @param key its key
         * @param value the value, not to be changed afterwards
         */
        void put(long key, byte[] value);

        /**
         * Removes a value, if it is there.
         *
         * @param key its key
         */
        void remove(long key);

        /**
         * Visits values in the order of their keys, as they are when each is reached or were when the call began.
         *
         * @param from the first key
         * @param visitor takes the values
         */
        void scan(long from, Visitor visitor);

        /** Removes the region; it must not be used any more. */
        void drop();
    }

    /**
     * Makes an empty region.
     *
     * @param name a name that no other region has
     * @return the region
     */
    Region region(String name);

    /** Frees memory and files. Idempotent. */
    @Override
    void close();
}
