// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

/**
 * Hashes of paths and of what stands there, 64 bits each. The seed is of the stream, so that nobody can choose names that
 * are taken for one another.
 */
record PathHash(long seed) {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    /** Begins a path with its directory; the rest is added by {@link #path}. */
    long directory(String directory) {
        return over(seed, directory);
    }

    /** The hash of a path that begins with a directory; never 0. */
    long path(long directory, String rest) {
        long hash = finish(over(directory, rest));
        return hash == 0 ? 1 : hash;
    }

    /** The hash of a whole path; never 0. */
    long path(String path) {
        return path(seed, path);
    }

    /** The hash of what a file looks like from outside. */
    long stamp(long length, long modified) {
        return finish((seed ^ length) * MULTIPLIER + modified);
    }

    private static long over(long state, String text) {
        long hash = state;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash + text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
