// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/** What a restart does when a part of the journal cannot be read that had been durable. */
public enum DamagedJournal {
    /** The context does not start, and says what is lost. */
    REFUSE,
    /**
     * The context goes on with the states as of the last batch before the damage. What later batches changed in them is lost, and so
     * are batches in flight whose plans cannot be read; outputs that were committed stay.
     */
    ACCEPT
}
