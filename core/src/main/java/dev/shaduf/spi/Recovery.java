// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/** What a sink knows of a batch that may have been written before. */
public enum Recovery {
    /** All of it is visible: it is not written again. */
    COMMITTED,
    /** None of it is visible: it is written. */
    NOT_COMMITTED,
    /**
     * The sink cannot tell. Where it declares exactly once, and an earlier run may have written the batch, the program does not
     * start until {@code shaduf.output.half.committed} decides.
     */
    UNKNOWN
}
