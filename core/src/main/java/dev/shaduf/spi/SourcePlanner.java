// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

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
     * Takes the next range, beginning where the last one ended.
     *
     * @param limit the most records that it should hold
     * @return the range; empty when nothing has arrived
     * @throws Exception if the source cannot be asked; planning is tried again at the next batch, and the error reported
     */
    Optional<R> plan(ReadLimit limit) throws Exception;

    /**
     * Is told that a range is durably processed and will never be read again.
     *
     * @param range the range
     * @throws Exception reported; does not stop the stream
     */
    default void committed(R range) throws Exception {}

    @Override
    void close() throws Exception;
}
