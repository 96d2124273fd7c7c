// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;

/**
 * A table as a task is to find it: which versions there are, how to make them where they are not, and which one is meant.
 *
 * @param id the table
 * @param options how it is encoded
 * @param partitions the number of partitions
 * @param hashed whether keys are in the partitions of the portable hash
 * @param base what the versions begin with
 * @param deltas the versions after it, oldest first
 * @param time the version meant
 * @param published the time up to which versions are final
 * @param oldest the oldest time that may still be read
 */
record TableVersion(
        TableId id,
        StateOptions options,
        int partitions,
        boolean hashed,
        Base base,
        List<Delta> deltas,
        Time time,
        long published,
        long oldest)
        implements Serializable {
    /** Says which partition it is, in what is written of it. */
    StateChunk head(int partition) {
        return new StateChunk(StateChunk.Content.CHANGES, id.uid(), partition, partitions, hashed, time, 0);
    }
}
