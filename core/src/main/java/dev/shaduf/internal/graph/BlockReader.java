// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockStore;
import dev.shaduf.internal.block.PackedReceiver;
import java.util.List;
import java.util.Optional;

/**
 * Reads the blocks of a receiver, a partition each, in the JVM where the receiver runs.
 *
 * @param store holds the blocks
 * @param ids their names
 * @param receiver decodes them elsewhere; empty where all tasks run in this JVM
 */
record BlockReader(BlockStore store, List<BlockId> ids, Optional<PackedReceiver> receiver) implements PartitionReader {
    @Override
    public Input open(TaskContext task) throws Exception {
        return store.open(ids.get(task.partition()));
    }

    @Override
    public boolean isAtHome() {
        return true;
    }

    @Override
    public Optional<Parcel> parcel(int partition) throws Exception {
        return receiver.isPresent() ? store.parcel(ids.get(partition), receiver.get()) : Optional.empty();
    }
}
