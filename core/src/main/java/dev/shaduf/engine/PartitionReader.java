// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.spi.SourceRange;
import java.io.Serializable;
import java.util.Optional;

/** Opens the partitions of a {@link SourceNode}, in whichever JVM the task runs. */
@FunctionalInterface
public interface PartitionReader extends Serializable {
    /**
     * Opens a partition.
     *
     * @param task the task that reads
     * @return its records
     * @throws Exception if it cannot be read; the task fails
     */
    Input open(TaskContext task) throws Exception;

    /**
     * Tells whether the records are in the memory of the JVM that runs the stream. An engine whose tasks run elsewhere opens
     * such partitions there and sends their records along, or has what {@link #parcel} returns opened by its tasks.
     *
     * @return false unless overridden
     */
    default boolean isAtHome() {
        return false;
    }

    /**
     * Returns a partition that is at home as the bytes in which it is kept, to be read by a task in another JVM.
     *
     * @param partition the partition
     * @return the partition; empty where it is kept as objects, which the engine opens and encodes itself
     * @throws Exception if its bytes cannot be read
     */
    default Optional<Parcel> parcel(int partition) throws Exception {
        return Optional.empty();
    }

    /**
     * Returns the range of a source that the partitions hold together.
     *
     * @return the range; empty where it is none
     */
    default Optional<SourceRange> range() {
        return Optional.empty();
    }
}
