// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * The records of one partition at the head of a chain, handed over piece by piece. Used by one thread, which calls
 * {@link #advance} with the same stage each time until it returns false or nothing more is wanted, then {@link #close}.
 */
public interface Input extends AutoCloseable {
    /** Records handed over at a time, unless a consumer asks for fewer. */
    int BLOCK = 1_024;

    /**
     * Opens an input when its turn has come.
     */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens the input.
         *
         * @return the input
         * @throws Exception if it cannot be opened
         */
        Input open() throws Exception;
    }

    /**
     * Pushes the next records into a stage.
     *
     * @param into takes the records
     * @param max records at most
     * @return false once there are no more, after which it is not called again
     * @throws Exception if reading or a step fails
     */
    boolean advance(Stage into, int max) throws Exception;

    /**
     * Frees what reading took; called once, also after a failure.
     *
     * @throws Exception if it cannot
     */
    @Override
    void close() throws Exception;

    /**
     * Returns an input without records.
     *
     * @return the input
     */
    static Input empty() {
        return ArrayInput.EMPTY;
    }

    /**
     * Reads an array.
     *
     * @param records the records, not changed while they are read
     * @return the input
     */
    static Input of(Object[] records) {
        return new ArrayInput(records, 0, records.length);
    }

    /**
     * Reads a part of an array.
     *
     * @param records holds the records, which are not changed while they are read
     * @param from the place of the first
     * @param to the place after the last
     * @return the input
     * @throws IndexOutOfBoundsException if the array does not have these places
     */
    static Input of(Object[] records, int from, int to) {
        Objects.checkFromToIndex(from, to, records.length);
        return new ArrayInput(records, from, to);
    }

    /**
     * Reads an iterator.
     *
     * @param records the records
     * @return the input; closing it closes the iterator if that is {@link AutoCloseable}
     */
    static Input of(Iterator<?> records) {
        return new IteratorInput(records);
    }

    /**
     * Reads inputs one behind the other. Each is opened when the one before has ended and been closed.
     *
     * @param parts open the inputs
     * @return the input
     */
    static Input concat(List<? extends Opener> parts) {
        return new ConcatInput(parts.iterator());
    }
}
