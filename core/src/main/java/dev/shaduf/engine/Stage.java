// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/** The running form of a step within one task: takes records one by one. Used by one thread. */
public abstract class Stage {
    /** For subclasses. */
    protected Stage() {}

    /**
     * Takes a record.
     *
     * @param record the record
     * @throws Exception if this or a later step fails
     */
    public abstract void push(Object record) throws Exception;

    /**
     * Tells whether nothing more is wanted, so that the driver of the chain may stop early.
     *
     * @return whether further records would be ignored
     */
    public abstract boolean satisfied();

    /**
     * Ends the partition: hands on what is held back, then finishes the next stage.
     *
     * @throws Exception if this or a later step fails
     */
    public abstract void finish() throws Exception;
}
