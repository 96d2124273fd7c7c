// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.IOException;
import java.io.Serializable;

/**
 * How the bytes of files become records.
 *
 * @param <T> the type of the records
 */
public interface RecordFormat<T> extends Serializable {
    /** Names the format in messages and in the name of the source. */
    String id();

    /** Tells whether a file may be read in pieces; then a piece begins anywhere, or at a multiple of {@link #alignment}. */
    default boolean splittable() {
        return false;
    }

    /** Returns what the ends of pieces are multiples of. */
    default long alignment() {
        return 1;
    }

    /** Begins to read a piece. */
    PieceReader<T> open(PieceInput input) throws IOException;
}
