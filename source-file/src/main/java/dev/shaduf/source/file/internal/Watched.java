// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.config.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which directories the streams of this JVM read, so that none takes files away from another. */
final class Watched {
    private static final Map<String, int[]> OPEN = new HashMap<>();

    private Watched() {}

    /**
     * Registers a stream.
     *
     * @param directory what it reads
     * @param cleans whether it moves or deletes files
     * @throws ConfigurationException if it and another one do not go together
     */
    static void open(String directory, boolean cleans) {
        synchronized (OPEN) {
            int[] counts = OPEN.computeIfAbsent(directory, d -> new int[2]);
            if (counts[0] > 0 && (cleans || counts[1] > 0)) {
                throw new ConfigurationException(
                        "source 'file'",
                        List.of(
                                "directory '" + Location.readable(directory) + "' is read by two streams, and "
                                        + (cleans ? "this one" : "the other one")
                                        + " archives or deletes files; set 'clean.up' to none for both, or read it by one stream"));
            }
            counts[0]++;
            counts[1] += cleans ? 1 : 0;
        }
    }

    static void close(String directory, boolean cleans) {
        synchronized (OPEN) {
            int[] counts = OPEN.get(directory);
            if (counts != null) {
                counts[0]--;
                counts[1] -= cleans ? 1 : 0;
                if (counts[0] == 0) {
                    OPEN.remove(directory);
                }
            }
        }
    }
}
