// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

/** What a row does to the table. */
public enum WriteMode {
    /** It is inserted; a row that exists already is an error of the new one. */
    INSERT,
    /** It is inserted, or updates the row of the same key. */
    UPSERT,
    /** It updates the row of the same key; without one, nothing happens. */
    UPDATE,
    /** It deletes the row of the same key; without one, nothing happens. */
    DELETE
}
