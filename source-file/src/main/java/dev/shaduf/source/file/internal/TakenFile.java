// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;

/**
 * A file that a batch takes.
 *
 * @param path its full path as a URI
 * @param length its length in bytes
 * @param modified when it was last changed, in milliseconds since the epoch
 */
public record TakenFile(String path, long length, long modified) implements Serializable {
    /** Tells whether what has its name now is the file that was taken. */
    boolean isStillIn(FileStore store) throws IOException {
        Optional<FileEntry> found = store.find(URI.create(path));
        return found.isPresent()
                && found.get().length() == length
                && found.get().modified() == modified;
    }
}
