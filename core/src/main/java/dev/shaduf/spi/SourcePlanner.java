// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The planning side of a {@link Source}: decides what goes into the next batch. Called by one thread at a time; every
 * call returns soon, and is interrupted when the context stops.
 *
 * @param <R> the type of the ranges
 */
public interface SourcePlanner<R extends SourceRange> extends AutoCloseable {
    /**
     * Goes on after a range that was planned before.
     *
     * @param last the last range planned
     * @throws Exception if the source cannot go on from there
     */
    void restore(R last) throws Exception;

    /**
     * Returns what must be known of the ranges planned so far when they are forgotten themselves: the files that were
     * taken, for instance. Plain data: records, strings, numbers, byte arrays, lists, maps. Written with each snapshot of the stream.
     *
     * @return the memory; empty unless overridden, because the last range says enough for most sources
     */
    default Optional<Serializable> memory() {
        return Optional.empty();
    }

    /**
     * Goes on from a memory, in place of {@link #restore(SourceRange)}. Called where {@link #memory} gave one.
     *
     * @param memory what {@link #memory} returned
     * @param since the ranges planned after that, oldest first; may be empty
     * @throws Exception if the source cannot go on from there
     */
    default void restore(Serializable memory, List<R> since) throws Exception {
        throw new UnsupportedOperationException(
                getClass().getName() + " has a memory, but no restore(memory, since) to go on from it");
    }

    /**
     * Tells whether a range that was planned before can still be read. Asked at a restart, for what windows read again.
     *
     * @param range the range
     * @return whether reading it would give its records; true unless overridden
     * @throws Exception if the source cannot be asked
     */
    default boolean canRead(R range) throws Exception {
        return true;
    }

    /**
     * Takes the next range, beginning where the last one ended.
     *
     * @param limit the most records that it should hold
     * @return the range; empty when nothing has arrived
     * @throws Exception if the source cannot be asked; planning is tried again at the next batch, and the error reported
     */
    Optional<R> plan(ReadLimit limit) throws Exception;

    /**
     * Returns how many lanes, such as the partitions of topics, are read side by side. Asked once, before the first range is
     * planned: {@code shaduf.backpressure.initial.rate} is for each, as far as tasks can run at the same time.
     *
     * @return how many, at least 1; 1 unless overridden
     */
    default int lanes() {
        return 1;
    }

    /**
     * Describes where the source stands, such as the lag of each partition. Asked after each {@link #plan}; shown with the
     * batch in events and statistics.
     *
     * @return figures and texts by name; empty unless overridden
     */
    default Map<String, Object> metadata() {
        return Map.of();
    }

    /**
     * Is told that the batch of a range is durably complete. Windows may still read the range, and so may a restart. After a
     * restart it may be told of the last ranges once more.
     *
     * @param range the range
     * @throws Exception reported; does not stop the stream
     */
    default void committed(R range) throws Exception {}

    /**
     * Is told that a range that was committed is never read again, neither by a window nor after a restart: what it stands for
     * may go. Without windows that follows at once. After a restart it may be told of earlier ranges once more.
     *
     * @param range the range
     * @throws Exception reported; does not stop the stream
     */
    default void released(R range) throws Exception {}

    @Override
    void close() throws Exception;
}
