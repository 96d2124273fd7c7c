// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** Paths from URIs. They go by their bytes, so that any name works whatever the locale of the JVM. */
final class Paths {
    private Paths() {}

    static Path of(URI uri) throws IOException {
        try {
            URI ascii = URI.create(uri.toASCIIString());
            boolean bare = ascii.getRawAuthority() == null && ascii.getRawQuery() == null && ascii.getRawPath() != null;
            // Only after three slashes the JDK takes the bytes as they are; before, it makes text of them.
            return Path.of(
                    bare && ascii.getRawPath().startsWith("/") ? URI.create("file://" + ascii.getRawPath()) : ascii);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException(
                    "'" + uri + "' is not the name of a local file (" + e.getMessage()
                            + "); it must look like file:/data/out",
                    e);
        }
    }

    /** The directory that something is in; the root is in itself. */
    static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** The last part of a path, escaped as in its URI. */
    static String name(Path path) {
        String name = String.valueOf(path.getFileName());
        if (isPlain(name)) {
            return name;
        }
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return raw.substring(raw.lastIndexOf('/', end - 1) + 1, end);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
