// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.IOException;
import java.io.OutputStream;

/** Begins the encoding of records into a file. */
@FunctionalInterface
public interface RecordEncoding {
    /** Begins a file. */
    RecordEncoder begin(OutputStream out) throws IOException;
}
