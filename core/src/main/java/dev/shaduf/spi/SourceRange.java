// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;

/** A piece of a source that belongs to one batch; immutable, with {@code equals} by content. */
public interface SourceRange extends Serializable {
    /**
     * Returns the number of records.
     *
     * @return how many, or -1 where only reading would tell; an estimate for the part that has not arrived yet is allowed,
     *     and better than -1, because the rate of the input is controlled by it
     */
    long records();

    /**
     * Returns the bytes. Where {@link #records} is unknown, the rate of the input is controlled by them instead.
     *
     * @return how many, or -1 unless overridden
     */
    default long bytes() {
        return -1;
    }

    /**
     * Describes the range for people.
     *
     * @return such as {@code orders-0: 100 to 250}
     */
    String describe();
}
