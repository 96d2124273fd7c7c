// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/** The records of one partition at the head of a chain, handed over piece by piece. Used by one thread. */
public interface Input extends AutoCloseable {
    /** Records handed over at a time, unless a consumer asks for fewer. */
    int BLOCK = 1_024;

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
}
