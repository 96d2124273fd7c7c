// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.RecordOutput;
import java.io.IOException;

/**
 * Reads the records of one piece. Used by one thread.
 *
 * @param <T> the type of the records
 */
interface PieceReader<T> {
    /**
     * Hands over records.
     *
     * @return how many were handed over or rejected: fewer than asked for only at the end of the piece
     */
    int read(RecordOutput<T> output, int max) throws Exception;

    /** Frees what reading took, apart from the bytes themselves. */
    default void close() throws IOException {}
}
