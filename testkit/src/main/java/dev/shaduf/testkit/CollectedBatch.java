// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.Time;
import java.util.List;

/**
 * A batch that a {@link CollectingSink} has committed.
 *
 * @param batch its identity and time
 * @param partitions the records of each partition, in order
 * @param <T> the type of the records
 */
public record CollectedBatch<T>(SinkBatch batch, List<List<T>> partitions) {
    /**
     * Returns the time of the batch.
     *
     * @return its time
     */
    public Time time() {
        return batch.time();
    }

    /**
     * Returns the records of all partitions.
     *
     * @return the records, partition by partition
     */
    public List<T> records() {
        return partitions.stream().flatMap(List::stream).toList();
    }
}
