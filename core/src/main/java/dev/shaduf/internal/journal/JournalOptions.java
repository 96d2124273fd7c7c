// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import org.jspecify.annotations.Nullable;

/**
 * How a journal on disk works.
 *
 * @param owner who writes it, for the message that another process gets
 * @param threadPrefix the beginning of its threads' names
 * @param patience how long a write is tried again that the disk refuses
 * @param snapshotBytes a snapshot is written when the journal has grown by this since the last one, and by as much as the
 *     last one has
 * @param snapshotInterval a snapshot is written when this has passed since the last one; {@code null} for no such time
 * @param states how states are encoded
 * @param probe is told of the steps of batches
 */
public record JournalOptions(
        String owner,
        String threadPrefix,
        Duration patience,
        long snapshotBytes,
        @Nullable Duration snapshotInterval,
        StateOptions states,
        BatchProbe probe) {
    private static final Duration PATIENCE_OF_TOOL = Durations.seconds(5);

    /** Returns how a journal works that a person opens to change one thing. */
    static JournalOptions ofTool() {
        return new JournalOptions(
                "the checkpoint tool",
                "shaduf-checkpoint-",
                PATIENCE_OF_TOOL,
                Long.MAX_VALUE,
                null,
                StateOptions.DEFAULT,
                BatchProbe.NONE);
    }
}
