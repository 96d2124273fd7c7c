// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.IOException;

/** Turns records into the bytes of one file. Used by one thread. */
public interface RecordEncoder {
    /** Adds a record. */
    void add(Object record) throws IOException;

    /** Writes what must stand at the end of the file; does not close it. */
    void end() throws IOException;

    /** Frees what encoding took, when the file is discarded before its end. */
    default void discard() {}
}
