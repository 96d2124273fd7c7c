// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.net.URI;

/**
 * A file or directory in a {@link FileStore}.
 *
 * @param path its full path
 * @param directory whether it is a directory
 * @param length its length in bytes; 0 for a directory
 * @param modified when it was last changed, in milliseconds since the epoch
 */
public record FileEntry(URI path, boolean directory, long length, long modified) {}
