// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The segments that a directory had when somebody began to read them who does not own it: its owner may delete them meanwhile,
 * because others have taken their place.
 *
 * @param store the directory
 * @param names their names
 */
record Present(CheckpointStore store, Set<String> names) {
    private static final int ATTEMPTS = 10;

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    static Present of(CheckpointStore store, String below) throws IOException {
        return new Present(store, list(store, below));
    }

    /** Reads until nothing of what is read is deleted meanwhile. */
    static <T> T retry(CheckpointStore store, String below, Reading<T> reading) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Set<String> before = list(store, below);
            try {
                return reading.read();
            } catch (IOException e) {
                if (attempt == ATTEMPTS || list(store, below).containsAll(before)) {
                    throw e;
                }
            }
        }
    }

    /** Tells whether a segment was there and is not any more. */
    boolean isReplaced(String name) throws IOException {
        return names.contains(name) && !list(store, name).contains(name);
    }

    private static Set<String> list(CheckpointStore store, String below) throws IOException {
        Set<String> names = new HashSet<>();
        for (CheckpointStore.SegmentInfo segment : store.list(below)) {
            names.add(segment.name());
        }
        return names;
    }
}
