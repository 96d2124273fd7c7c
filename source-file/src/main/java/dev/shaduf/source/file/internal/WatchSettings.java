// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.function.Function;
import dev.shaduf.time.Duration;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which files are taken, and when.
 *
 * @param location where they are
 * @param names a pattern for their names; empty for all
 * @param filter decides by the name as well
 * @param recursive whether directories are entered, however deep
 * @param newFilesOnly whether files that are there at the start are left out
 * @param takeChanged whether a file that was written again is taken again
 * @param listInterval the time between listings
 * @param settle how long a file must not have been written before it is taken
 * @param maxFiles files of a batch at most
 * @param maxBytes bytes of a batch at most, unless a single file has more
 * @param splitBytes bytes of a partition at most, about
 * @param cleanUp what becomes of files whose batch is complete
 * @param archive where they go, if they are archived
 */
public record WatchSettings(
        Location location,
        String names,
        Function<String, Boolean> filter,
        boolean recursive,
        boolean newFilesOnly,
        boolean takeChanged,
        Duration listInterval,
        Duration settle,
        int maxFiles,
        long maxBytes,
        long splitBytes,
        CleanUp cleanUp,
        @Nullable Location archive)
        implements Serializable {
    /** What becomes of files whose batch is complete. */
    public enum CleanUp {
        /** They stay. */
        NONE,
        /** They are deleted. */
        DELETE,
        /** They are moved. */
        ARCHIVE
    }
}
