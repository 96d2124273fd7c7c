// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Words for what went wrong with files. */
final class Failures {
    private Failures() {}

    /** Several exceptions of files have a path as message and the reason in their class alone. */
    static String reason(IOException e) {
        boolean bare = e instanceof FileSystemException known && known.getReason() == null;
        return bare || e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
