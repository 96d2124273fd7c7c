// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as a task is to find it: which versions there are, how to make them where they are not, and which one is meant.
 *
 * @param id the table
 * @param options how it is encoded
 * @param head says which table it is, in what is written of it
 * @param base what the versions begin with
 * @param deltas the versions after it, oldest first
 * @param time the version meant
 * @param published the time up to which versions are final
 * @param oldest the oldest time that may still be read
 * @param places where each partition was last, as Spark names places
 */
record TableVersion(
        TableId id,
        StateOptions options,
        StateChunk head,
        Base base,
        List<Delta> deltas,
        Time time,
        long published,
        long oldest,
        @Nullable String[] places)
        implements Serializable {
    StateChunk head(int partition) {
        return new StateChunk(
                head.content(), head.uid(), partition, head.partitions(), head.hashed(), head.time(), 0);
    }

    /** Returns where a partition had better be read. */
    List<String> places(int partition) {
        String place = places[partition];
        return place == null ? List.of() : List.of(place);
    }
}
