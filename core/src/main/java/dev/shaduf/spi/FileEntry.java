// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.net.URI;

/**
 * A file or directory in a {@link FileStore}; for a link, what it leads to.
 *
 * @param path its full path, links not followed
 * @param kind what it is
 * @param length its length in bytes; 0 for everything but a file
 * @param modified when it was last changed, in milliseconds since the epoch
 */
public record FileEntry(URI path, Kind kind, long length, long modified) {
    /** What an entry is. */
    public enum Kind {
        /** A file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** What has no content of its own: a link that leads nowhere or round in a circle, a device, a pipe. */
        OTHER
    }

    /**
     * Tells whether it is a directory.
     *
     * @return whether it is one
     */
    public boolean directory() {
        return kind == Kind.DIRECTORY;
    }

    /**
     * Returns the last part of the path, escaped as in a URI.
     *
     * @return the name, without a slash
     */
    public String name() {
        String raw = path.getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return raw.substring(raw.lastIndexOf('/', end - 1) + 1, end);
    }
}
