// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

/** What an error of the database means for what was attempted. */
public enum Failure {
    /** The values of a row are at fault: it is found and put aside. */
    ROW,
    /** The database or the way to it is at fault: the transaction is tried again. */
    TRANSIENT,
    /** Neither another row nor another time would help. */
    PERMANENT
}
