// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.function.Tuple2;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition of an operator's state while an update makes a new version of it: a table of keys with values, and the
 * partial results that the operator kept of each batch. Used by one thread.
 */
public interface KeyedState {
    /**
     * Takes a key with its value.
     */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes one entry.
         *
         * @param key the key
         * @param value its value
         * @throws Exception passed on
         */
        void visit(Object key, Object value) throws Exception;
    }

    /**
     * Reads a value.
     *
     * @param key the key
     * @return its value, or {@code null}
     */
    @Nullable
    Object get(Object key);

    /**
     * Sets a value and {@linkplain #touch touches} the key.
     *
     * @param key the key
     * @param value its value
     */
    void put(Object key, Object value);

    /**
     * Removes a key, if it is there.
     *
     * @param key the key
     */
    void remove(Object key);

    /**
     * Notes that a key had data in this batch, if it is there.
     *
     * @param key the key
     */
    void touch(Object key);

    /**
     * Visits every key. The visitor may set or remove the key that it is called for, and no other.
     *
     * @param visitor takes the entries, in no particular order
     * @throws Exception what the visitor throws
     */
    void forEach(Visitor visitor) throws Exception;

    /**
     * Visits and then removes every key that was last touched before a time; costs nothing for the others.
     *
     * @param time in milliseconds since the epoch
     * @param visitor takes the entries before they are removed
     * @throws Exception what the visitor throws
     */
    void expire(long time, Visitor visitor) throws Exception;

    /**
     * Keeps a partial result of this batch. It can be read by later updates until the operator drops it.
     *
     * @param pairs the result by key, keys of this partition only; not to be changed afterwards
     */
    void keepPartial(List<? extends Tuple2<?, ?>> pairs);

    /**
     * Reads partial results, this batch's included, without those dropped by this update or an earlier one. Costs nothing
     * for batches outside the range, and does not depend on how far apart batches are.
     *
     * @param after the time before the first batch to read, in milliseconds
     * @param upTo the time of the last batch to read, in milliseconds
     * @return the results kept by batches after {@code after} and up to {@code upTo}, oldest first
     */
    List<List<Tuple2<?, ?>>> partials(long after, long upTo);

    /**
     * Drops the partial results of batches up to a time, once no retained version can need them.
     *
     * @param time the last time to drop, in milliseconds
     */
    void dropPartials(long time);

    /**
     * Returns the number of keys.
     *
     * @return how many, changes of this update included
     */
    long size();
}
