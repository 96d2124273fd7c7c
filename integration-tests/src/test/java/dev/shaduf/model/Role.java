// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

/** What an operator does with time, as far as coverage goes. */
enum Role {
    /** Brings records in. */
    SOURCE,
    /** Only makes the records of one operator fit for another; not counted. */
    CONVERSION,
    /** Looks at one batch. */
    STEP,
    /** Looks at several batches. */
    WINDOW,
    /** Keeps a state. */
    STATE;

    boolean remembers() {
        return this == WINDOW || this == STATE;
    }
}
