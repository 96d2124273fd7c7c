// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.time.Duration;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When committed batches are put together and shown.
 *
 * @param bytes once they have so many bytes; 0 for no matter how many
 * @param interval once the oldest is so old; null for no matter how old
 */
public record RollPolicy(long bytes, @Nullable Duration interval) implements Serializable {
    /** With each batch. */
    public static final RollPolicy EACH_BATCH = new RollPolicy(0, null);

    boolean due(long bytesWaiting, long ageMillis) {
        Duration longest = interval;
        boolean each = bytes == 0 && longest == null;
        return each || (bytes > 0 && bytesWaiting >= bytes) || (longest != null && ageMillis >= longest.milliseconds());
    }
}
